import type { EntryKind } from "../../../shared/contract/entries.ts";
import { libraryId } from "../../../shared/contract/prompts.ts";
import type { cutIntoSections } from "../../../shared/document/markdown-sections.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import {
  ABOUT_NOBODY,
  COMMITMENTS,
  HEADING_SHIFT,
  headingWithoutPrompt,
  UNPROMPTED,
} from "../../../shared/journal/entry-file.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { FoundCommitment, FoundSection } from "./found-entry.ts";
import { readCommitments } from "./read-commitments.ts";
import { nameInBrackets } from "./name-in-brackets.ts";
import { type Fields, listOf } from "./read-front-matter.ts";
import { tellThemes } from "./tell-themes.ts";

interface Parts {
  sections: Pick<FoundSection, "prompt" | "about" | "document">[];
  commitments: FoundCommitment[];
}

/** The sections of an entry and the commitments that close it: one name for each `##`. */
export function readParts(
  { before, sections }: ReturnType<typeof cutIntoSections>,
  known: {
    fields: Fields;
    library: ReadonlyMap<string, string>;
    kind: EntryKind;
    week: Week | null;
    times: { created: string; updated: string };
    readDocument: (markdown: string, headingShift: number) => DocumentJson;
  },
): Parts {
  const { fields, library, kind, week, times } = known;
  const names = listOf(fields, "stepback_prompts");
  const prompts = sections.map((_, index) => promptOf(names[index]));
  const themes = tellThemes(
    prompts.filter((id) => id !== null).map((id) => library.get(id) ?? null),
    listOf(fields, "stepback_themes").filter((theme) => libraryId.safeParse(theme).success),
  ).values();
  const told = listOf(fields, "stepback_commitments");
  const parts: Parts = { sections: [], commitments: [] };
  const people = listOf(fields, "stepback_about").map((name) =>
    name === ABOUT_NOBODY ? null : { id: null, name: nameInBrackets(name) },
  );
  const add = (
    markdown: string,
    prompt: FoundSection["prompt"],
    about: FoundSection["about"] = null,
  ): void => {
    parts.sections.push({ prompt, about, document: known.readDocument(markdown, HEADING_SHIFT) });
  };
  if (before.trim() !== "") add(before, null);
  for (const [index, { heading, markdown, whole }] of sections.entries()) {
    const id = prompts[index] ?? null;
    const theme = id === null ? null : (themes.next().value ?? null);
    const closes = index === sections.length - 1 && names[index] === COMMITMENTS.name;
    const made =
      week !== null && closes ? readCommitments(markdown, told, { week, ...times }) : null;
    if (made !== null) {
      parts.commitments = made;
    } else if (id !== null && theme !== null && heading !== "") {
      add(markdown, { id, text: heading, theme }, people[index]);
    } else {
      // A heading that is not ours is the writer's.
      const isOurs = names[index] === UNPROMPTED.name && heading === headingWithoutPrompt(kind);
      add(isOurs ? markdown : whole, null, people[index]);
    }
  }
  return parts;
}

function promptOf(name: string | undefined): string | null {
  const isReserved = name === UNPROMPTED.name || name === COMMITMENTS.name;
  return name !== undefined && !isReserved && libraryId.safeParse(name).success ? name : null;
}
