import type { Moment } from "../../../../shared/contract/moments.ts";
import { countInWords } from "../../ui/format.ts";

/** What a week's moments come to: counted, and not judged. Empty when there are none. */
export function countSentence(moments: readonly Pick<Moment, "kind" | "invited">[]): string {
  const count = (kind: Moment["kind"]): number =>
    moments.filter((moment) => moment.kind === kind).length;
  const [inside, back, away] = [
    count("stepped_in"),
    count("stepped_back"),
    count("stepped_away"),
  ] as const;
  const asked = moments.filter(
    ({ kind, invited }) => kind === "stepped_in" && invited === "asked_for",
  ).length;
  const sentences = [
    ...(inside === 0 ? [] : [`You stepped in ${times(inside)}${becauseAsked(asked, inside)}.`]),
    ...(back === 0
      ? []
      : [`You stepped back ${times(back)}${away === 0 ? "" : `, and away ${times(away)}`}.`]),
    ...(away === 0 || back > 0 ? [] : [`You stepped away ${times(away)}.`]),
  ];
  return sentences.join(" ");
}

function becauseAsked(asked: number, inside: number): string {
  if (asked === 0) return "";
  if (asked < inside) return `, ${times(asked)} because you were asked`;
  return inside === 1 ? ", because you were asked" : ", each time because you were asked";
}

function times(count: number): string {
  if (count === 1) return "once";
  return count === 2 ? "twice" : `${countInWords(count)} times`;
}
