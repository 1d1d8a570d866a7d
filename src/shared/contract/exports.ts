import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";

/** The dates an export covers; what is left out does not narrow. */
export const exportRange = z.object({ from: localDate.optional(), to: localDate.optional() });

/** How far an export is: what is being written, and how much of it. */
export const exportProgress = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("writing"),
    done: z.number().int(),
    total: z.number().int(),
    /** The file being written, inside the export. */
    file: z.string(),
  }),
  z.object({
    kind: z.literal("done"),
    entries: z.number().int(),
    files: z.number().int(),
    attachments: z.number().int(),
    bytes: z.number().int(),
    /** Where it is, in words for the writer: the host's, never a path to work with. */
    where: z.string(),
  }),
]);

export type ExportRange = z.infer<typeof exportRange>;
export type ExportProgress = z.infer<typeof exportProgress>;

export const exports = {
  /** How many entries the range holds, and where the host would put the export. */
  preview: procedure
    .input(exportRange)
    .output(
      z.object({ entries: z.number().int(), where: z.string(), canChoosePlace: z.boolean() }),
    ),

  /** Lets the user choose another place; null where the host has no chooser, or nothing was chosen. */
  choosePlace: procedure.output(z.object({ where: z.string() }).nullable()),

  /** Writes Markdown; ends after `done`. Leaving the stream early cancels and leaves nothing behind. */
  run: procedure.input(exportRange).output(eventIterator(exportProgress)),
};
