import { expect, test } from "vitest";
import type { Moment } from "../../../../shared/contract/moments.ts";
import { countSentence } from "./count-sentence.ts";

type Counted = Pick<Moment, "kind" | "invited">;

const came: Counted = { kind: "stepped_in", invited: null };
const asked: Counted = { kind: "stepped_in", invited: "asked_for" };
const back: Counted = { kind: "stepped_back", invited: null };
const away: Counted = { kind: "stepped_away", invited: null };

test.each<[moments: Counted[], sentence: string]>([
  [[], ""],
  [
    [came, asked, { ...came, invited: "uninvited" }, back, back, back, away],
    "You stepped in three times, once because you were asked. You stepped back three times, and away once.",
  ],
  [[asked], "You stepped in once, because you were asked."],
  [[asked, asked], "You stepped in twice, each time because you were asked."],
  [[came, came], "You stepped in twice."],
  [[back], "You stepped back once."],
  [[away, away], "You stepped away twice."],
  [[came, away], "You stepped in once. You stepped away once."],
  [Array.from({ length: 11 }, () => back), "You stepped back 11 times."],
])("%#", (moments, sentence) => {
  expect(countSentence(moments)).toBe(sentence);
});
