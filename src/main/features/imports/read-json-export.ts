import { basename, dirname } from "node:path";
import type { z } from "zod";
import { type ErrorData, StepbackError } from "../../../shared/contract/errors.ts";
import { MAX_DOCUMENT_DEPTH } from "../../../shared/document/schema.ts";
import { EXPORT_SCHEMA } from "../../../shared/journal/entry-file.ts";
import { blocksShape, crisisShape, momentShape, personShape } from "./carried-shapes.ts";
import { groundName } from "../../../shared/journal/person-words.ts";
import { decodeText } from "./decode-text.ts";
import type { Found, FoundPicture, FoundThing } from "./found-entry.ts";
import { isDeeperThan } from "./json-depth.ts";
import { type IsPicture, PictureFiles } from "./picture-files.ts";
import { readItem, readWhole, wholeRefusalOf } from "./read-file.ts";
import type { ImportOrder, Tell } from "./read-import.ts";
import { Unfit } from "./refusal.ts";
import { pictureShape, readJsonEntry, stepbackJson } from "./stepback-json.ts";

/** The file of an export that holds everything. */
export const JSON_NAME = "stepback.json";

/** It has to fit into memory several times over. */
const JSON_BYTES = 256 * 1024 * 1024;

/** A level of a document is two of JSON, the node and its list; some ten are around and inside it. */
const JSON_DEPTH = 2 * MAX_DOCUMENT_DEPTH + 12;

/** Reads stepback.json. @throws StepbackError IMPORT_REFUSED. */
export function readJsonExport(
  file: string,
  { tooSlow }: Pick<ImportOrder, "tooSlow">,
  tell: Tell,
  isPicture: IsPicture,
): Found {
  const name = basename(file);
  tell({ done: 0, total: 0, file: name });
  const { stepback, attachments, settings, library = null, ...lists } = parseJson(file);
  if (stepback.schema > EXPORT_SCHEMA) throw refuse("newer");
  const files = new PictureFiles(dirname(file), isPicture);
  const listed = new Map<string, z.infer<typeof pictureShape>>();
  for (const value of attachments) {
    const picture = pictureShape.safeParse(value);
    if (picture.success) listed.set(picture.data.sha256, picture.data);
  }
  const pictureOf = (sha256: string): FoundPicture => {
    const { name: given = "", file: place = "" } = listed.get(sha256) ?? {};
    const found = files.find(place);
    return { sha256, name: given, file: found?.sha256 === sha256 ? found.file : null };
  };
  const total = Object.values(lists).reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  const readAll = (
    what: string,
    values: readonly unknown[],
    read: (value: unknown) => FoundThing,
  ) =>
    values.map((value, index) => {
      const place = `${what} ${index + 1} of ${name}`;
      tell({ done, total, file: place });
      done += 1;
      const found = readItem(place, tooSlow, () => read(value));
      return { ...found, item: nameOf(found) ?? place };
    });
  const items = [
    ...readAll("entry", lists.entries, (value) => ({
      entry: readJsonEntry(value, pictureOf),
      dateFrom: "text",
    })),
    ...readAll("person", lists.people, (value) => ({ person: readRow(personShape, value) })),
    ...readAll("crisis", lists.crises, (value) => ({ crisis: readRow(crisisShape, value) })),
    ...readAll("moment", lists.moments, (value) => ({ moment: readRow(momentShape, value) })),
    ...readAll("week", lists.weeks, (value) => ({ blocks: readRow(blocksShape, value) })),
  ];
  return { format: "stepback", items, settings, library };
}

/** @throws Unfit garbled for what no Stepback wrote. */
function readRow<Row>(shape: z.ZodType<Row>, value: unknown): Row {
  const read = shape.safeParse(value);
  if (!read.success) throw new Unfit("garbled");
  return read.data;
}

/** What names an item for people; null for what could not be read. */
function nameOf(found: FoundThing): string | null {
  if ("entry" in found) {
    const { date, title, week } = found.entry;
    return title === "" ? (week ?? date) : `${date} ${title}`;
  }
  if ("person" in found) return found.person.name;
  if ("crisis" in found) return `${found.crisis.date} ${groundName(found.crisis)}`;
  if ("moment" in found) return `${found.moment.date} ${found.moment.text}`.trim();
  return "blocks" in found ? found.blocks.week : null;
}

function parseJson(file: string): z.infer<typeof stepbackJson> {
  try {
    const text = decodeText(readWhole(file, JSON_BYTES).bytes);
    if (isDeeperThan(JSON_DEPTH, text)) throw refuse("broken");
    return stepbackJson.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof StepbackError) throw error;
    if (error instanceof Unfit && error.refusal === "too_long") throw refuse("too_large", error);
    const trouble = wholeRefusalOf(error);
    // Whatever else is wrong with it: its encoding, its syntax, its shape.
    throw trouble === error ? refuse("broken", error) : trouble;
  }
}

function refuse(reason: ErrorData<"IMPORT_REFUSED">["reason"], cause?: unknown): StepbackError {
  return new StepbackError("IMPORT_REFUSED", { reason }, { cause });
}
