import type { PersonMoment } from "../../../../shared/contract/people.ts";
import { capitalised, countInWords, listInWords, timesInWords } from "../../ui/format.ts";

/** The rows of the plot, from top to bottom. */
export const INVITED_ROWS = [
  { id: "asked_for", name: "Asked for", mark: "in" },
  { id: "offered", name: "Offered", mark: "in" },
  { id: "uninvited", name: "Uninvited", mark: "in" },
  { id: "stepped_back", name: "Stepped back", mark: "back" },
  { id: "stepped_away", name: "Stepped away", mark: "away" },
] as const;

/** In which row a moment stands; null where it was not said how the leader came to step in. */
export function rowOf(moment: PersonMoment): (typeof INVITED_ROWS)[number]["id"] | null {
  return moment.kind === "stepped_in" ? moment.invited : moment.kind;
}

/** What the moments say of the leader, in one sentence: `Of five times you stepped in, Priya had asked for two.` */
export function invitedInWords(moments: readonly PersonMoment[], name: string): string {
  const steppedIn = moments.filter(({ kind }) => kind === "stepped_in");
  const said = steppedIn.filter(({ invited }) => invited !== null);
  const unsaid = steppedIn.length - said.length;
  const asked = said.filter(({ invited }) => invited === "asked_for").length;
  const left =
    unsaid === 0 ? "" : ` ${capitalised(timesInWords(unsaid))} you stepped in without saying how.`;
  if (said.length > 0) return `${askedInWords(said.length, asked, name)}${left}`;
  const others = (
    [
      ["stepped_back", "stepped back"],
      ["stepped_away", "stepped away"],
    ] as const
  )
    .map(([kind, words]) => [moments.filter((one) => one.kind === kind).length, words] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${words} ${timesInWords(count)}`);
  return others.length === 0 ? left.trim() : `You ${listInWords(others)}.${left}`;
}

function askedInWords(count: number, asked: number, name: string): string {
  if (count === 1) {
    return `The one time you stepped in, ${name} ${asked === 1 ? "had" : "had not"} asked for it.`;
  }
  if (asked === count)
    return `Each of the ${countInWords(count)} times you stepped in, ${name} had asked for it.`;
  const times = asked === 0 ? "none" : countInWords(asked);
  return `Of ${countInWords(count)} times you stepped in, ${name} had asked for ${times}.`;
}

/** The plot as one sentence, for whoever does not see it. */
export function invitedPlotInWords(moments: readonly PersonMoment[], name: string): string {
  const counts = INVITED_ROWS.map(({ id, name: row }) => ({
    row: row.toLowerCase(),
    count: moments.filter((moment) => rowOf(moment) === id).length,
  })).filter(({ count }) => count > 0);
  const rows = counts.map(({ row, count }) => `${row} ${timesInWords(count)}`);
  return `Moments with ${name} by week: ${rows.length === 0 ? "none that were told apart" : rows.join(", ")}.`;
}
