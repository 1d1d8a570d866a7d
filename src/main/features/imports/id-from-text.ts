import { createHash } from "node:crypto";
import { encodeTime } from "ulid";
import type { Id } from "../../../shared/journal/identity.ts";

/**
 * An id for what comes without one: the same for the same text, wherever and however often it is found.
 * @param created the instant it was made, if that is known.
 */
export function idFromText(text: string, created: string | null): Id {
  const hash = createHash("sha256").update(text).digest();
  const letters = [...hash.subarray(0, 16)].map((byte) => encodeTime(byte % 32, 1));
  return encodeTime(Math.max(0, Date.parse(created ?? "") || 0), 10) + letters.join("");
}
