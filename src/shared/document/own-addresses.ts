import { isId } from "../journal/identity.ts";
import type { Id } from "../journal/identity.ts";

/** What a document speaks of by its id. */
export type Spoken = "person" | "moment";

const SHAPE = /^stepback:\/\/(person|moment)\/(.+)$/;

/** The address by which Markdown speaks of a person or a moment of this journal. */
export function ownAddress(kind: Spoken, id: Id): string {
  return `stepback://${kind}/${id}`;
}

/**
 * Whom or what an address speaks of, when it is exactly one of ours. A mention and a quote alone have
 * one: no link may carry it, so that a link is never taken for either.
 */
export function readOwnAddress(address: unknown): { kind: Spoken; id: Id } | null {
  const [, kind, id = ""] = typeof address === "string" ? (SHAPE.exec(address) ?? []) : [];
  if (!isId(id)) return null;
  return { kind: kind === "person" ? "person" : "moment", id };
}
