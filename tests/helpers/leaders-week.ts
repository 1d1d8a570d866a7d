import { prepareCarried } from "../../src/main/app/carried.ts";
import type {
  CarriedAgreement,
  CarriedHandover,
  CarriedMoment,
  CarriedPerson,
  CarriedTurn,
} from "../../src/shared/journal/carried.ts";
import { mendLine } from "../../src/shared/document/mend-text.ts";
import { inDatabase } from "./vault-files.ts";

/** Texts that mean something to Markdown, HTML, a comment of ours, or a terminal. */
export const ODD_TEXTS = [
  "# One, *two* & `three` [four](five) ![six](seven) <b> &amp; \\ ~~x~~",
  "- [ ] one: two <!-- stepback id=01JD5ZC3M8Q4W0T9V7K2XN6RBA -->",
  "2026-11-17, stepped in with [Ana](x), uninvited: text",
  "\u202egpj.exe \ufeffעברית 👨‍👩‍👧 e\u0301 https://example.org/a_b | x",
  "---",
  "How far: no: no",
  "1. <br> x",
];

let made = 0;

/** An id that sorts after every one made before it. */
export function nextId(): string {
  made += 1;
  return `01M7WNTF00${String(made).padStart(16, "0")}`;
}

/** When a row was made and changed; to the millisecond, as a window does. */
function row() {
  const id = nextId();
  const created = new Date(Date.parse("2026-11-16T08:00:00.123Z") + made * 60_001).toISOString();
  const isChanged = made % 3 === 0;
  const updated = isChanged ? created.replace("2026-11-16", "2026-11-19") : created;
  return { id, created, updated, revision: isChanged ? 2 : 1 };
}

export const turn = (kind: CarriedTurn["kind"], date: string, note = ""): CarriedTurn => ({
  ...row(),
  kind,
  date,
  note,
});

export const handover = (
  what: string,
  howFar: string,
  ...turns: CarriedTurn[]
): CarriedHandover => ({ ...row(), what, howFar, turns });

export const agreement = (
  matter: string,
  level: CarriedAgreement["level"],
  more: Partial<CarriedAgreement> = {},
): CarriedAgreement => ({
  ...row(),
  matter,
  level,
  words: "",
  date: "2026-08-18",
  askOn: null,
  span: null,
  replaces: null,
  ...more,
});

export const person = (name: string, more: Partial<CarriedPerson> = {}): CarriedPerson => ({
  ...row(),
  name,
  relation: "report",
  role: "",
  handovers: [],
  agreements: [],
  ...more,
});

/** A moment; its text is one line, as every way in makes it. */
export const moment = (text: string, more: Partial<CarriedMoment> = {}): CarriedMoment => ({
  ...row(),
  kind: "stepped_in",
  text: mendLine(text),
  at: "2026-11-17T13:10:00.456Z",
  date: "2026-11-17",
  timeZone: "Europe/Berlin",
  person: null,
  invited: null,
  theme: null,
  crisisId: null,
  ...more,
});

/** People as the pictures of the design show them, and some with names that mean something elsewhere. */
export function somePeople(): CarriedPerson[] {
  const earlier = agreement("Hiring designers", "vote", { date: "2026-02-02", span: 90 });
  return [
    person("Priya Raman", {
      role: "Product",
      handovers: [
        handover(
          "The roadmap",
          "wholly",
          turn("given", "2026-03-09"),
          turn("taken_back", "2026-05-18", "Before the board."),
          turn("given", "2026-06-15"),
        ),
        ...ODD_TEXTS.map((text) => handover(text, text, turn("given", "2026-08-18", text))),
      ],
      agreements: [
        earlier,
        agreement("Hiring designers", "voice", {
          words: "Say it once and say it early.\nThen I choose.",
          askOn: "2026-11-16",
          span: 90,
          replaces: earlier.id,
        }),
        ...(["none", "view", "decide"] as const).map((level) =>
          agreement("The price list", level, { askOn: "2027-01-15" }),
        ),
        ...ODD_TEXTS.map((text) => agreement(text, "view", { words: text })),
      ],
    }),
    person("Ruth Adeyemi", { relation: "peer", role: "Halden Nordic, managing director" }),
    person("ruth adeyemi!", { relation: "other" }),
    person("Con"),
    person("???"),
    person("__proto__"),
    person("[[Ana]] R: \\ ](x) <!-- -->, uninvited: x"),
    person("x".repeat(10_000)),
  ];
}

/** Moments with these people, some of them of other years and zones. */
export function someMoments(people: readonly CarriedPerson[]): CarriedMoment[] {
  const named = people.map(({ id, name }) => ({ id, name }));
  return [
    moment("Let her open the roadmap review.", {
      kind: "stepped_back",
      person: named[0] ?? null,
      theme: "trust",
    }),
    moment("The buyer asked Marta and I answered it.", { invited: "uninvited" }),
    moment("", { kind: "stepped_away" }),
    ...named.map((one) => moment("He rang.", { person: one, invited: "asked_for" })),
    ...ODD_TEXTS.flatMap((text) => [
      moment(text, { person: named[1] ?? null, invited: "offered" }),
      moment(text, { at: "2025-12-31T23:30:00.000Z", date: "2026-01-01", timeZone: "+01:00" }),
      moment(text, { at: "2025-06-30T23:30:00.000Z", date: "2025-06-30", timeZone: "UTC" }),
    ]),
  ];
}

/** Puts rows into a journal that is there and not open. */
export function fillWith(
  journal: string,
  rows: {
    people?: readonly CarriedPerson[];
    moments?: readonly CarriedMoment[];
    weeks?: readonly string[];
  },
): void {
  inDatabase(journal, (database) => {
    const { people, moments, blocks } = prepareCarried(database);
    for (const one of rows.people ?? []) {
      people.insert(one);
      people.insertParts(one.id, one);
    }
    for (const { person: who, ...one } of rows.moments ?? []) {
      moments.insert({ ...one, personId: who?.id ?? null });
    }
    for (const week of rows.weeks ?? []) {
      blocks.insert({ ...row(), week, inIt: 3, onIt: 4, people: 2, other: 0 });
    }
  });
}
