import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CarriedMoment, CarriedPerson } from "../../src/shared/journal/carried.ts";
import type { Host } from "./host.ts";

// The people of the design's pictures, put into a journal by an import.

let made = 0;

function row() {
  made += 1;
  const at = "2026-11-16T08:00:00.000Z";
  const id = `01M7WNTF00${String(made).padStart(16, "0")}`;
  return { id, created: at, updated: at, revision: 1 };
}

function handover(what: string, howFar: string, days: readonly (readonly [string, string?])[]) {
  const turns = days.map(([date, note = ""], index) => ({
    ...row(),
    kind: index % 2 === 0 ? ("given" as const) : ("taken_back" as const),
    date,
    note,
  }));
  return { ...row(), what, howFar, turns };
}

function agreement(
  matter: string,
  level: CarriedPerson["agreements"][number]["level"],
  words: string,
  date: string,
  askOn: string,
) {
  return { ...row(), matter, level, words, date, askOn, span: 90, replaces: null };
}

function person(name: string, relation: CarriedPerson["relation"], role: string): CarriedPerson {
  return { ...row(), name, relation, role, handovers: [], agreements: [] };
}

const PRIYA: CarriedPerson = {
  ...person("Priya Raman", "report", "Head of product"),
  handovers: [
    handover("The roadmap", "wholly", [
      ["2026-03-09"],
      ["2026-05-18", "before the board"],
      ["2026-06-15"],
      ["2026-09-21"],
      ["2026-10-05"],
    ]),
    handover("Hiring designers", "to propose", [["2026-08-18"]]),
  ],
  agreements: [
    agreement(
      "Hiring designers",
      "voice",
      "Say it once and say it early. Then I choose.",
      "2026-08-18",
      "2026-11-16",
    ),
    agreement(
      "The Kestrel price list",
      "view",
      "Tell me what you see before I send it. After that it is sent.",
      "2026-10-02",
      "2027-01-15",
    ),
    agreement(
      "The roadmap",
      "none",
      "You read it when everybody reads it.",
      "2026-10-05",
      "2027-04-05",
    ),
  ],
};

const OTHERS = [
  person("Marta Okafor", "report", "Operations"),
  person("Tomás Iglesias", "report", "Finance"),
  person("Ruth Adeyemi", "peer", "Halden Nordic, managing director"),
  person("Devin Clarke", "other", "Plant two"),
];

type Said = [date: string, kind: CarriedMoment["kind"], invited?: CarriedMoment["invited"]];

const WITH_PRIYA: readonly Said[] = [
  ["2026-09-01", "stepped_in", "uninvited"],
  ["2026-09-08", "stepped_in", "asked_for"],
  ["2026-09-15", "stepped_away"],
  ["2026-09-22", "stepped_in", "offered"],
  ["2026-09-29", "stepped_in", "uninvited"],
  ["2026-10-06", "stepped_back"],
  ["2026-10-13", "stepped_back"],
  ["2026-10-27", "stepped_in", "asked_for"],
  ["2026-11-03", "stepped_back"],
  ["2026-11-10", "stepped_back"],
  ["2026-11-12", "stepped_back"],
  ["2026-11-17", "stepped_back"],
];

function moments(who: CarriedPerson | undefined, said: readonly Said[]): CarriedMoment[] {
  if (who === undefined) return [];
  return said.map(([date, kind, invited = null]) => ({
    ...row(),
    kind,
    text: "Let the question stand until somebody else took it.",
    at: `${date}T09:00:00.000Z`,
    date,
    timeZone: "Europe/Berlin",
    person: { id: who.id, name: who.name },
    invited,
    theme: null,
    crisisId: null,
  }));
}

/** Makes a journal with people, and what there is of them. */
export async function fillPeople(host: Host): Promise<void> {
  await host.command("init");
  await addPeople(host);
}

/** Adds people, what was handed to them and said, moments, entries and an answer. */
export async function addPeople(host: Host): Promise<void> {
  const folder = join(host.journal, "../people");
  mkdirSync(folder);
  const [marta, tomas, ruth] = OTHERS;
  const text = JSON.stringify({
    stepback: { schema: 1, exportedAt: "2026-11-16T08:00:00Z" },
    entries: [],
    settings: null,
    people: [PRIYA, ...OTHERS],
    moments: [
      ...moments(PRIYA, WITH_PRIYA),
      ...moments(marta, WITH_PRIYA.slice(0, 4)),
      ...moments(tomas, WITH_PRIYA.slice(5, 8)),
      ...moments(ruth, WITH_PRIYA.slice(6, 7)),
    ],
  });
  writeFileSync(join(folder, "stepback.json"), text);
  await host.command("import", folder);
  const priya = ["--with", "Priya Raman"];
  await host.command(
    "write",
    await host.file(WALK),
    "--title",
    "On the way to the station",
    "--date",
    "2026-11-17",
    ...priya,
  );
  await host.command(
    "answer",
    "trust-07",
    await host.file(ANSWER),
    "--date",
    "2026-11-06",
    ...priya,
  );
}

const WALK =
  "She wants the spring price talk with Kestrel to be hers. I said yes before I had finished being surprised.";
const ANSWER =
  "She would say the backlog. I would have said the roadmap, and I would have been describing a sentence I once said in a meeting.";
