import type {
  CarriedAgreement,
  CarriedHandover,
  CarriedPerson,
} from "../../../shared/journal/carried.ts";
import {
  HOLDS,
  HOW_FAR,
  LEVELS,
  PERSON_HEADINGS,
  quietOf,
  TURNS,
  writeItem,
} from "../../../shared/journal/carried-file.ts";
import { EXPORT_SCHEMA } from "../../../shared/journal/entry-file.ts";
import { frontMatter } from "./front-matter.ts";

/** A person as a Markdown file: who they are in front, what was handed over and agreed below. */
export function personToMarkdown(person: CarriedPerson): string {
  const head = frontMatter([
    ["title", { typed: person.name }],
    ["created", { typed: person.created }],
    ["updated", { typed: person.updated }],
    ["id", { plain: person.id }],
    ["stepback_holds", { plain: HOLDS.person }],
    ["stepback_relation", { plain: person.relation }],
    ["stepback_role", { typed: person.role }],
    ["stepback_schema", { plain: String(EXPORT_SCHEMA) }],
  ]);
  return [
    head,
    ...listUnder(PERSON_HEADINGS.handovers, person.handovers.map(handoverToMarkdown)),
    ...listUnder(PERSON_HEADINGS.agreements, person.agreements.map(agreementToMarkdown)),
  ].join("\n");
}

function listUnder(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${heading}\n\n${items.join("")}`];
}

function handoverToMarkdown(handover: CarriedHandover): string {
  const { what, howFar, turns } = handover;
  const lines = [
    writeItem({ text: what, quiet: quietOf(handover) }),
    ...(howFar === "" ? [] : [writeItem({ level: 1, said: HOW_FAR, text: howFar })]),
    ...turns.map((turn) =>
      writeItem({
        level: 1,
        said: `${turn.date}, ${TURNS[turn.kind]}`,
        text: turn.note,
        quiet: quietOf(turn),
      }),
    ),
  ];
  return lines.join("");
}

function agreementToMarkdown(agreement: CarriedAgreement): string {
  const { matter, level, words, date, askOn, span, replaces } = agreement;
  const ask = askOn === null ? "" : `, to ask again on ${askOn}`;
  return [
    writeItem({ text: matter, quiet: { ...quietOf(agreement), span, replaces } }),
    writeItem({ level: 1, said: `${date}, ${LEVELS[level]}${ask}`, text: words }),
  ].join("");
}
