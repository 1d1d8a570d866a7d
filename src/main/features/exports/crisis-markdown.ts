import type { CarriedCrisis, CarriedCrisisItem } from "../../../shared/journal/carried.ts";
import {
  BECAME,
  GIVEN_AGAIN,
  HOLDS,
  type PersonFile,
  quietOf,
  TAKEN_OVER,
  WHO_HAS_IT,
  writeItem,
  writeName,
} from "../../../shared/journal/carried-file.ts";
import { EXPORT_SCHEMA } from "../../../shared/journal/entry-file.ts";
import { groundName } from "../../../shared/journal/person-words.ts";
import { type FrontMatterValue, frontMatter } from "./front-matter.ts";

/** A crisis as a Markdown file: what it was in front, what was taken over below. */
export function crisisToMarkdown(crisis: CarriedCrisis, fileOf: PersonFile): string {
  const { person, endsWhen, closedOn, entryId } = crisis;
  const plain = (value: string): FrontMatterValue => ({ plain: value });
  const typed = (value: string): FrontMatterValue => ({ typed: value });
  const told = (name: string, value: FrontMatterValue | null) =>
    value === null ? [] : [[name, value] as const];
  const head = frontMatter([
    ["title", typed(groundName(crisis))],
    ["date", plain(crisis.date)],
    ["created", typed(crisis.created)],
    ["updated", typed(crisis.updated)],
    ["timezone", typed(crisis.timeZone)],
    ["id", plain(crisis.id)],
    ["stepback_holds", plain(HOLDS.crisis)],
    ["stepback_ground", typed(crisis.ground)],
    ["stepback_people", { list: person === null ? [] : [typed(`[[${person.name}]]`)] }],
    ...told("stepback_person", person === null || person.id === null ? null : plain(person.id)),
    ...told("stepback_ends_when", endsWhen === null ? null : typed(endsWhen)),
    ...told("stepback_closed", closedOn === null ? null : plain(closedOn)),
    ...told("stepback_entry", entryId === null ? null : plain(entryId)),
    ["stepback_schema", plain(String(EXPORT_SCHEMA))],
  ]);
  const items = crisis.items.map((item) => itemToMarkdown(item, fileOf));
  return items.length === 0 ? head : `${head}\n## ${TAKEN_OVER}\n\n${items.join("")}`;
}

function itemToMarkdown(item: CarriedCrisisItem, fileOf: PersonFile): string {
  const { what, since, became, person, note, askOn, answers } = item;
  const isSaid = became !== null || note !== "" || person !== null;
  const lines = [
    writeItem({ said: `Since ${since}`, text: what, quiet: { ...quietOf(item), ask: askOn } }),
    !isSaid
      ? ""
      : writeItem({
          level: 1,
          said: BECAME[became ?? "open"] + writeName(" to ", person, fileOf),
          text: note,
          quiet: { person: person?.id ?? null },
        }),
    ...answers.map((answer) =>
      writeItem({
        level: 1,
        said: [
          `${answer.date}, ${WHO_HAS_IT[answer.who]}`,
          writeName(", ", answer.person, fileOf),
          answer.givenAgain ? `, ${GIVEN_AGAIN}` : "",
        ].join(""),
        text: answer.note,
        quiet: { ...quietOf(answer), person: answer.person?.id ?? null },
      }),
    ),
  ];
  return lines.join("");
}
