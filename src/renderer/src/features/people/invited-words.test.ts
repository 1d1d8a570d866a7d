import { expect, test } from "vitest";
import type { PersonMoment } from "../../../../shared/contract/people.ts";
import { invitedInWords, invitedPlotInWords } from "./invited-words.ts";

const asked = moment("stepped_in", "asked_for");
const uninvited = moment("stepped_in", "uninvited");
const unsaid = moment("stepped_in", null);
const back = moment("stepped_back", null);
const away = moment("stepped_away", null);

test.each<[moments: PersonMoment[], sentence: string]>([
  [
    [asked, asked, uninvited, uninvited, moment("stepped_in", "offered"), back],
    "Of five times you stepped in, Priya had asked for two.",
  ],
  [[uninvited, uninvited], "Of two times you stepped in, Priya had asked for none."],
  [[asked, asked], "Each of the two times you stepped in, Priya had asked for it."],
  [[asked], "The one time you stepped in, Priya had asked for it."],
  [[uninvited], "The one time you stepped in, Priya had not asked for it."],
  [
    [uninvited, unsaid],
    "The one time you stepped in, Priya had not asked for it. Once you stepped in without saying how.",
  ],
  [[back, back, away], "You stepped back twice and stepped away once."],
  [[unsaid, unsaid, unsaid], "Three times you stepped in without saying how."],
])("what they say: %#", (moments, sentence) => {
  expect(invitedInWords(moments, "Priya")).toBe(sentence);
});

test("the plot leaves out what was not said", () => {
  expect(invitedPlotInWords([asked, unsaid, back, back], "Priya")).toBe(
    "Moments with Priya by week: asked for once, stepped back twice.",
  );
});

function moment(kind: PersonMoment["kind"], invited: PersonMoment["invited"]): PersonMoment {
  return { id: "1", kind, invited, date: "2026-11-20", week: "2026-W47", text: "x" };
}
