import { z } from "zod";

/** A ULID: 26 characters of Crockford's base 32; ids made later sort later. */
export type Id = string;

/** Where ids come from: passed in, like the clock they follow. */
export interface IdSource {
  /** An id that sorts after every one before it. */
  next(): Id;
  /** Makes all further ids sort after `id`, also where the clock stands still or was set back. */
  startAfter(id: Id): void;
}

const SHAPE = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Whether a value has the shape of an id. */
export function isId(value: unknown): value is Id {
  return typeof value === "string" && SHAPE.test(value);
}

/** The shape of every row's id. */
export const id = z.string().regex(SHAPE, { error: "not an id" });
