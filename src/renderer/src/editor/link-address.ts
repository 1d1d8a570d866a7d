import { readLinkAddress, withoutEscapes } from "../../../shared/document/links.ts";
import { messages } from "./messages.ts";

// `example.org`, `example.org/path`: a host with a dot and a last part of letters.
const BARE_HOST = /^[^\s/:@?#]+\.\p{L}{2,}(?=[/?#:]|$)/u;
const BARE_MAIL = /^[^\s/:@]+@[^\s/:@]+\.\p{L}{2,}$/u;

/** The address that somebody typed as a link may carry it, or null when it is none. */
export function addressTyped(typed: string): string | null {
  const address = typed.trim();
  if (/\s/.test(address)) return null;
  if (BARE_MAIL.test(address)) return readLinkAddress(`mailto:${address}`);
  if (BARE_HOST.test(address)) return readLinkAddress(`https://${address}`);
  return readLinkAddress(address);
}

/**
 * Where a link really leads, in words: the host as the browser will look it up, never what the link's
 * text or the part before an @ says. Letters of several scripts are shown as `xn--` only; a host in
 * one script is shown both ways. Rule: hostile case C16.
 */
export function destinationOf(href: string): string {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (url === null) return href;
  if (url.protocol === "stepback:") return messages.inThisJournal;
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return `${url.protocol.slice(0, -1)} ${withoutEscapes(url.pathname)}`;
  }
  const written = hostWritten(href);
  if (written === url.host || !isSameHost(written, url) || !isOneScript(written)) return url.host;
  return messages.hostInLetters(written, url.host);
}

function hostWritten(href: string): string {
  const authority = /^https?:[/\\]{2}([^/\\?#]*)/i.exec(href)?.[1] ?? "";
  return withoutEscapes(authority.slice(authority.lastIndexOf("@") + 1)).toLowerCase();
}

/** Whether a browser looks up the same host for it. */
function isSameHost(written: string, url: URL): boolean {
  const again = `${url.protocol}//${written}`;
  return URL.canParse(again) && new URL(again).host === url.host;
}

const SCRIPTS = ["Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Thai", "Devanagari", "Hangul"];
const ONE_SCRIPT = [
  ...SCRIPTS.map((script) => String.raw`\p{Script=${script}}`),
  String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`,
].map((letters) => new RegExp(String.raw`^[${letters}\d.:\-]+$`, "u"));

function isOneScript(host: string): boolean {
  // The last part is nearly always Latin, and no part in itself may be of two scripts.
  return host.split(".").every((part) => ONE_SCRIPT.some((letters) => letters.test(part)));
}
