import { z } from "zod";
import { procedure } from "./base.ts";

/** How often the journal is written as Markdown into a folder, without being asked. */
export const readableCopy = z.enum(["off", "weekly", "monthly"]);

/** What a window can set. */
export const settingsShape = z.object({
  /** Minutes away after which a protected journal locks. */
  lockAfter: z.union([z.literal(1), z.literal(5), z.literal(15), z.literal(30)]),
  readableCopy,
});

export const settings = {
  /** The settings; `readableCopyWhere` says in words where the next readable copy would go. */
  read: procedure.output(settingsShape.extend({ readableCopyWhere: z.string() })),

  /** Keeps the settings that are given. */
  change: procedure
    .meta({ changes: ["settings", "journal"] })
    .input(settingsShape.partial())
    .output(z.null()),
};
