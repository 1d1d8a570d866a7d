import { z } from "zod";
import { procedure } from "./base.ts";
import { timeOfDay } from "./journal.ts";

/** How often the journal is written as Markdown into a folder, without being asked. */
export const readableCopy = z.enum(["off", "weekly", "monthly"]);

/** What a window can set. */
export const settingsShape = z.object({
  /** Weekday on which the user reflects, 1 Monday to 7 Sunday, and the time. */
  reflectionDay: z.number().int().min(1).max(7),
  reflectionTime: timeOfDay,
  /** How many prompts a week has. */
  places: z.union([z.literal(3), z.literal(4), z.literal(5)]),
  /** Whether Gather asks how the week fell, in ten blocks. */
  blocks: z.boolean(),
  /** The size of what is written, in percent. */
  writingSize: z.union([
    z.literal(90),
    z.literal(100),
    z.literal(115),
    z.literal(130),
    z.literal(140),
  ]),
  /** Characters in a line of the page one writes on. */
  lineLength: z.union([z.literal(56), z.literal(68), z.literal(80)]),
  appearance: z.enum(["system", "light", "dark"]),
  /** Minutes away after which a protected journal locks. */
  lockAfter: z.union([z.literal(1), z.literal(5), z.literal(15), z.literal(30)]),
  readableCopy,
});

export type SettingsShape = z.infer<typeof settingsShape>;

export const settings = {
  /** The settings; `readableCopyWhere` says in words where the next readable copy would go. */
  read: procedure.output(settingsShape.extend({ readableCopyWhere: z.string() })),

  /** Keeps the settings that are given. */
  change: procedure
    .meta({ changes: ["settings", "journal", "weekly", "prompts"] })
    .input(settingsShape.partial())
    .output(z.null()),
};
