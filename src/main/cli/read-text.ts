import { readFileSync } from "node:fs";
import { StepbackError } from "../../shared/contract/errors.ts";
import { markdownToDocument } from "../../shared/document/markdown-reader.ts";
import type { DocumentJson } from "../../shared/document/schema.ts";
import { TEXT_LIMIT } from "../features/entries/entries.service.ts";
import { messages } from "./messages.ts";
import { CommandError } from "./output.ts";

/** The document that a Markdown file holds; `-` is standard input. @throws CommandError, StepbackError. */
export function readMarkdown(file: string): DocumentJson {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === "-" ? 0 : file);
  } catch (cause) {
    throw new CommandError(messages.unreadableFile(file), { cause });
  }
  if (bytes.length > TEXT_LIMIT) throw new StepbackError("TOO_LONG", { limit: TEXT_LIMIT });
  return markdownToDocument(decode(bytes, file));
}

function decode(bytes: Buffer, file: string): string {
  try {
    // Takes a byte order mark away, and refuses what is not UTF-8 instead of filling it with U+FFFD.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CommandError(messages.notText(file), { cause });
  }
}
