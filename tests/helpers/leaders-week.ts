import { prepareCarried } from "../../src/main/app/carried.ts";
import { prepareCrises } from "../../src/main/features/crises/crises.sql.ts";
import type {
  CarriedAgreement,
  CarriedCrisis,
  CarriedCrisisItem,
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
export function someMoments(
  people: readonly CarriedPerson[],
  crises: readonly CarriedCrisis[],
): CarriedMoment[] {
  const named = people.map(({ id, name }) => ({ id, name }));
  return [
    moment("Let her open the roadmap review.", {
      kind: "stepped_back",
      person: named[0] ?? null,
      theme: "trust",
      crisisId: crises[0]?.id ?? null,
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

export const crisis = (ground: string, more: Partial<CarriedCrisis> = {}): CarriedCrisis => ({
  ...row(),
  person: null,
  ground,
  endsWhen: null,
  date: "2026-11-06",
  timeZone: "Europe/Berlin",
  closedOn: null,
  entryId: null,
  items: [],
  ...more,
});

export const taken = (what: string, more: Partial<CarriedCrisisItem> = {}): CarriedCrisisItem => ({
  ...row(),
  what,
  since: "2026-11-06",
  became: null,
  person: null,
  note: "",
  askOn: null,
  answers: [],
  ...more,
});

/** Crises on the ground of these people: one that is closed and was asked about, one that is open. */
export function someCrises(people: readonly CarriedPerson[], entryId: string): CarriedCrisis[] {
  const [one = null, other = null, ...others] = people.map(({ id, name }) => ({ id, name }));
  const answer = (who: "with_them" | "with_me" | "with_another", note: string) => ({
    ...row(),
    date: "2026-11-27",
    who,
    person: who === "with_another" ? other : null,
    note,
    givenAgain: who === "with_me",
  });
  return [
    crisis("line two", {
      person: one,
      endsWhen: "The first full shift runs without a call to me.",
      closedOn: "2026-11-20",
      entryId,
      items: [
        taken("The six o’clock shift call", {
          became: "returned",
          note: "He took it back without a word.",
          askOn: "2026-11-27",
          answers: [answer("with_me", "I joined on Tuesday to listen."), answer("with_them", "")],
        }),
        taken("Every word to Kestrel", {
          became: "handed_on",
          person: other,
          answers: [answer("with_another", "")],
        }),
        taken("Overtime", { became: "kept", note: "Until 4 December." }),
      ],
    }),
    crisis("", { person: one, items: [taken("The daily sheet")] }),
    ...others.map((who) => crisis("", { person: who, items: [taken("x", { person: who })] })),
    ...ODD_TEXTS.map((text) =>
      crisis(text, {
        endsWhen: text,
        items: [taken(text, { note: text, answers: [answer("with_me", text)] })],
      }),
    ),
  ];
}

/** Puts rows into a journal that is there and not open. */
export function fillWith(
  journal: string,
  rows: {
    people?: readonly CarriedPerson[];
    crises?: readonly CarriedCrisis[];
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
    const { insert, insertItem, insertAnswer } = prepareCrises(database);
    for (const { person: who, items, ...one } of rows.crises ?? []) {
      insert({ ...one, personId: who?.id ?? null });
      for (const [index, { person: to, answers, ...item }] of items.entries()) {
        const sortKey = `a${index}`;
        insertItem({ ...item, crisisId: one.id, sortKey, personId: to?.id ?? null });
        for (const { person: has, givenAgain, ...answer } of answers) {
          const personId = has?.id ?? null;
          insertAnswer({ ...answer, itemId: item.id, personId, givenAgain: Number(givenAgain) });
        }
      }
    }
    for (const { person: who, ...one } of rows.moments ?? []) {
      moments.insert({ ...one, personId: who?.id ?? null });
    }
    for (const week of rows.weeks ?? []) {
      blocks.insert({ ...row(), week, inIt: 3, onIt: 4, people: 2, other: 0 });
    }
  });
}
