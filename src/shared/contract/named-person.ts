import { z } from "zod";
import { id } from "../journal/identity.ts";

/** A person as everything else names one. */
export const namedPerson = z.object({ id, name: z.string() });

export type NamedPerson = z.infer<typeof namedPerson>;

/** A name or a role has at most so many characters. */
export const NAME_LIMIT = 200;

/** A name as it may be given: one line, at most 200 characters. */
export const personName = z.string().trim().min(1).max(NAME_LIMIT);
