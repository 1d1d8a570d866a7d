import { z } from "zod";
import { id } from "../journal/identity.ts";
import { procedure } from "./base.ts";

export const relation = z.enum(["report", "peer", "other"]);

/** Someone the leader works with. */
export const person = z.object({
  id,
  name: z.string(),
  relation,
  /** What they are in charge of, in a word or two; may be empty. */
  role: z.string(),
  created: z.string(),
  updated: z.string(),
  deletedAt: z.string().nullable(),
  revision: z.number().int(),
});

/** A person as everything else names one. */
export const namedPerson = person.pick({ id: true, name: true });

export type Relation = z.infer<typeof relation>;
export type Person = z.infer<typeof person>;
export type NamedPerson = z.infer<typeof namedPerson>;

/** A name as it may be given: one line, at most 200 characters. */
export const personName = z.string().trim().min(1).max(200);

export const people = {
  /** Everyone who is not in the bin, by name. */
  list: procedure.output(z.array(person)),
};
