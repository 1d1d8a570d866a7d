// People, moments and crises through Markdown and back: exports and imports are two features, which may
// not import each other, so this stands here.
import fc from "fast-check";
import { ulid } from "ulid";
import { describe, expect, test } from "vitest";
import { crisisToMarkdown } from "../../src/main/features/exports/crisis-markdown.ts";
import {
  blocksToMarkdown,
  headOfMoments,
  momentToMarkdown,
} from "../../src/main/features/exports/moments-markdown.ts";
import { personToMarkdown } from "../../src/main/features/exports/person-markdown.ts";
import { readCrisisFile } from "../../src/main/features/imports/read-crisis-file.ts";
import { readFrontMatter } from "../../src/main/features/imports/read-front-matter.ts";
import { readPersonFile } from "../../src/main/features/imports/read-person-file.ts";
import {
  readBlocksLine,
  readMomentLine,
  readYearFile,
} from "../../src/main/features/imports/read-year-file.ts";
import { arbitraryMarkdown } from "../../src/shared/document/arbitrary-document.test-helper.ts";
import { mendLine, mendText } from "../../src/shared/document/mend-text.ts";
import type {
  CarriedAgreement,
  CarriedCrisis,
  CarriedMoment,
  CarriedPerson,
} from "../../src/shared/journal/carried.ts";
import { dateFromDayNumber, dayNumberOf } from "../../src/shared/journal/local-date.ts";

const fileOf = ({ id }: { id: string }): string => `../people/${id.toLowerCase()}.md`;

/** Text as rows may hold it, of one line or several, and what looks like our own lines. */
const text = fc.oneof(
  arbitraryMarkdown.map(mendText),
  fc.string({ unit: "binary", maxLength: 30 }).map(mendText),
  fc.constantFrom(
    "How far: x",
    "2026-11-17, given: x",
    "Kept: <!-- stepback id=x -->",
    "## x",
    " ",
  ),
);
const line = text.map(mendLine);
const name = line.filter((words) => words !== "");
const instant = fc
  .integer({ min: 0, max: Date.parse("9999-12-30T00:00:00Z") })
  .map((at) => new Date(at).toISOString());
const date = fc
  .integer({ min: dayNumberOf("0001-01-01"), max: dayNumberOf("9999-12-31") })
  .map(dateFromDayNumber);
const id = fc.integer({ min: 0, max: 2 ** 45 }).map((at) => ulid(at));
const row = { id, created: instant, updated: instant, revision: fc.constant(1) };
const somebody = fc.option(fc.record({ id, name }));
const zone = fc.constantFrom("Europe/Berlin", "UTC", "+01:00", "Etc/GMT+3");

const agreements: fc.Arbitrary<CarriedAgreement[]> = fc
  .array(
    fc.record({
      ...row,
      matter: text,
      level: fc.constantFrom(...(["none", "view", "voice", "vote", "decide"] as const)),
      words: text,
      date,
      askOn: fc.option(date),
      span: fc.option(fc.integer({ min: 1, max: 3_652_058 })),
      replaces: fc.constant(null),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map((one, index) => ({
      ...one,
      replaces: index % 2 === 1 ? (all[index - 1]?.id ?? null) : null,
    })),
  );

const person: fc.Arbitrary<CarriedPerson> = fc.record({
  ...row,
  name,
  relation: fc.constantFrom(...(["report", "peer", "other"] as const)),
  role: line,
  handovers: fc.array(
    fc.record({
      ...row,
      what: text,
      howFar: text,
      turns: fc.array(
        fc.record({
          ...row,
          kind: fc.constantFrom(...(["given", "taken_back"] as const)),
          date,
          note: text,
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
  agreements,
});

const moment: fc.Arbitrary<CarriedMoment> = fc.record({
  ...row,
  kind: fc.constantFrom(...(["stepped_in", "stepped_back", "stepped_away"] as const)),
  text: line,
  at: instant,
  date,
  timeZone: zone,
  person: somebody,
  invited: fc.option(fc.constantFrom(...(["asked_for", "offered", "uninvited"] as const))),
  theme: fc.option(fc.constantFrom("trust", "standing-back")),
  crisisId: fc.option(id),
});

const crisis: fc.Arbitrary<CarriedCrisis> = fc.record({
  ...row,
  person: somebody,
  ground: text,
  endsWhen: fc.option(text),
  date,
  timeZone: zone,
  closedOn: fc.option(date),
  entryId: fc.option(id),
  items: fc.array(
    fc.record({
      ...row,
      what: text,
      since: date,
      became: fc.option(fc.constantFrom(...(["returned", "handed_on", "kept"] as const))),
      person: somebody,
      note: text,
      askOn: fc.option(date),
      answers: fc.array(
        fc.record({
          ...row,
          date,
          who: fc.constantFrom(...(["with_them", "with_me", "with_another"] as const)),
          person: somebody,
          note: text,
          givenAgain: fc.boolean(),
        }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 3 },
  ),
});

const runs = { numRuns: 1000 };

/** What `readMarkdownFolder` hands on. */
const frontMatterOf = (markdown: string) => {
  expect(mendText(markdown)).toBe(markdown);
  return readFrontMatter(markdown);
};

describe("comes back from its Markdown as it was", () => {
  test("a person", () => {
    fc.assert(
      fc.property(person, (one) => {
        const front = frontMatterOf(personToMarkdown(one));
        expect(readPersonFile(front, "people/x.md")).toEqual(one);
      }),
      runs,
    );
  });

  test("a year of moments", () => {
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 5 }), (all) => {
        const items = all.map((one) => momentToMarkdown(one, fileOf)).join("");
        const { body } = frontMatterOf(headOfMoments("2026") + items);
        const read = readYearFile(
          body,
          { item: "moments/2026.md", firstLine: 1 },
          (found, written) => readMomentLine(found, written, "Asia/Tokyo"),
        );
        expect(read).toEqual(all.map((one) => ({ item: expect.any(String), moment: one })));
      }),
      runs,
    );
  });

  test("a crisis", () => {
    fc.assert(
      fc.property(crisis, (one) => {
        const front = frontMatterOf(crisisToMarkdown(one, fileOf));
        expect(readCrisisFile(front, "crises/x.md", "Asia/Tokyo")).toEqual(one);
      }),
      runs,
    );
  });

  test("how a week fell", () => {
    const blocks = {
      id: ulid(0),
      created: "2026-11-20T15:30:00.123Z",
      updated: "2026-11-20T15:30:01.000Z",
      revision: 1,
      ...{ week: "2026-W53", inIt: 10, onIt: 0, people: 0, other: 0 },
    };
    const read = readYearFile(
      blocksToMarkdown(blocks),
      { item: "weeks/2026.md", firstLine: 1 },
      readBlocksLine,
    );
    expect(read).toEqual([{ item: "weeks/2026.md, line 1", blocks }]);
  });
});
