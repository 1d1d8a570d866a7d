import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { procedure, topic } from "./base.ts";

/** `HH:MM` on a 24-hour clock. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "not a time" });

/** What a new journal is begun with. */
export const beginnings = z.object({
  /** 1 Monday to 7 Sunday. */
  reflectionDay: z.number().int().min(1).max(7),
  reflectionTime: timeOfDay,
});

export type Beginnings = z.infer<typeof beginnings>;

export const journal = {
  /** Whether there is a journal here, and whether it is protected. Never fails for want of one. */
  state: procedure.output(z.object({ state: z.enum(["none", "open"]), protected: z.boolean() })),

  /** Makes the journal, not protected, and opens it; one that has appeared meanwhile is opened as it is. */
  make: procedure
    .meta({ changes: ["journal", "entries", "weekly", "commitments"] })
    .input(beginnings)
    .output(z.null()),

  /** Tells which topics have to be read again, whoever changed them. */
  changes: procedure.output(eventIterator(z.object({ topics: z.array(topic) }))),
};
