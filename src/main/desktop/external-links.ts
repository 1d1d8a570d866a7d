/** A link that may be handed to the system, and what it is called to the user. */
export interface ExternalLink {
  kind: "page" | "mail";
  /** The address as it will be opened. */
  address: string;
  /** The host or mailbox it really leads to. */
  target: string;
}

/** How much of an address a dialog shows. */
const SHOWN = 300;

/**
 * Reads a link that leads out of the app. Everything but http, https and mailto could start a
 * program; a name before the host (`https://bank.example@evil.example`) only ever deceives.
 * @returns null for what is never opened.
 */
export function readExternalLink(text: string): ExternalLink | null {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return null;
  // As the parser writes them: hosts in ASCII, so that a letter that only looks like another shows.
  if (url.protocol === "http:" || url.protocol === "https:") {
    return { kind: "page", address: url.href, target: url.host };
  }
  if (url.protocol === "mailto:") {
    return { kind: "mail", address: url.href, target: shorten(url.pathname) };
  }
  return null;
}

/** An address as a dialog shows it: its beginning, where the host is. */
export function shorten(address: string): string {
  return address.length > SHOWN ? `${address.slice(0, SHOWN)}…` : address;
}
