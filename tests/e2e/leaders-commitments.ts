import type { Commitment } from "../../src/shared/contract/commitments.ts";
import { addWeeks } from "../../src/shared/journal/iso-week.ts";
import type { Host } from "./host.ts";

/** A journal whose one commitment has come along three times, and is due in week 47. */
export async function carriedThrice(host: Host): Promise<void> {
  await host.command("init");
  const words = ["keep two hours for the 2028 plan, door closed", "--when", "it is Thursday"];
  let { id } = (await host.command("commit", ...words, "--week", "2026-W43")) as Commitment;
  for (const [week, outcome, note] of [
    ["2026-W44", "partly", "Forty minutes, with the door open."],
    ["2026-W45", "never_came_up", "Travelling."],
    ["2026-W46", "not_kept", "I gave the hours to Kestrel and told nobody that I had."],
  ] as const) {
    await host.command("outcome", id, outcome, note, "--carry", "--week", week);
    const later = (await host.command("weekly", "--week", addWeeks(week, 1))) as {
      commitments: Commitment[];
    };
    id = later.commitments.find((one) => one.carriedFrom === id)?.id ?? "";
  }
}
