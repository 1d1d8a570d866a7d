import { closeSync, openSync, readSync } from "node:fs";
import { StepbackError } from "../../shared/contract/errors.ts";
import { markdownToDocument } from "../../shared/document/markdown-reader.ts";
import type { DocumentJson } from "../../shared/document/schema.ts";
import { codeOf } from "../storage/file-errors.ts";
import { TEXT_LIMIT } from "../../shared/document/plain-text.ts";
import { messages } from "./messages.ts";
import { CommandError } from "./output.ts";

/** The document that a Markdown file holds; `-` is standard input. @throws CommandError, StepbackError. */
export function readMarkdown(file: string): DocumentJson {
  const bytes = readBytes(file, TEXT_LIMIT);
  if (bytes.length > TEXT_LIMIT) throw new StepbackError("TOO_LONG", { limit: TEXT_LIMIT });
  return markdownToDocument(decode(bytes, file));
}

/** The text that a file holds; null for one that is longer than `limit` bytes. @throws CommandError. */
export function readPlainText(file: string, limit: number): string | null {
  const bytes = readBytes(file, limit);
  return bytes.length > limit ? null : decode(bytes, file);
}

function readBytes(file: string, limit: number): Buffer {
  try {
    return readPieces(file, limit);
  } catch (cause) {
    throw new CommandError(messages.unreadableFile(file), { cause });
  }
}

/** What a file or standard input holds, to its end or to just past the limit. */
function readPieces(file: string, limit: number): Buffer {
  const descriptor = file === "-" ? 0 : openSync(file, "r");
  try {
    const pieces: Buffer[] = [];
    for (let length = 0; length <= limit; ) {
      const piece = readPiece(descriptor);
      if (piece.length === 0) break;
      pieces.push(piece);
      length += piece.length;
    }
    return Buffer.concat(pieces);
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** The next piece; empty at the end. A pipe may not block (Node itself sees to that): it is waited for. */
function readPiece(descriptor: number): Buffer {
  const piece = Buffer.allocUnsafe(64 * 1024);
  for (;;) {
    try {
      return piece.subarray(0, readSync(descriptor, piece));
    } catch (error) {
      const code = codeOf(error);
      // Windows' way to say that a pipe has ended.
      if (code === "EOF") return piece.subarray(0, 0);
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    // Takes a byte order mark away, and refuses what is not UTF-8 instead of filling it with U+FFFD.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CommandError(messages.notText(file), { cause });
  }
}
