import { mendText } from "./mend-text.ts";
import { readOwnAddress } from "./own-addresses.ts";

// http and https need a host; the others need something after the colon.
const ALLOWED = /^(?:https?:\/\/[^\s/\\?#]|(?:mailto|tel|stepback):\S)/i;

/**
 * The address a link may carry, cleaned, or null when it may carry none. Only http, https, mailto,
 * tel and our own `stepback:` addresses are links, but for those of a mention or a quote; all else is
 * inert text. Tabs and line ends are removed first, as a browser's address parser would, so
 * `java\tscript:` cannot slip past.
 * Rule: hostile cases C2 and C3.
 */
export function readLinkAddress(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const address = mendText(value)
    .replace(/[\t\n]/g, "")
    .trim()
    .replaceAll(" ", "%20");
  return ALLOWED.test(address) && readOwnAddress(address) === null ? address : null;
}

/** An address with its percent escapes read, to be seen or looked up; as it is where they are broken. */
export function withoutEscapes(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
