import { timingSafeEqual } from "node:crypto";

/** What a request says of itself. Header names are lower case. */
export interface RequestFacts {
  method: string;
  path: string;
  header(name: string): string | undefined;
}

/** What the host is, to the letter: whole strings are compared, never prefixes. */
export interface HostFacts {
  /** `127.0.0.1:PORT`. */
  authority: string;
  cookieName: string;
  /** The cookie's secret. */
  secret: string;
}

/** The calls of the contract. */
export const CALLS = "/rpc";
/** Where a one-use token is exchanged for the cookie. */
export const SESSION = "/session";

/** Places from which a browser may embed what it fetches: a page of ours is never embedded. */
const EMBEDDED = new Set(["iframe", "frame", "embed", "object", "fencedframe"]);

/**
 * Why a request is refused; null when it may go on (safekeeping.md, "The loopback host"). The page and
 * its assets hold no secret: everything of the journal goes through the calls.
 */
export function refusalOf(request: RequestFacts, host: HostFacts): string | null {
  if (request.header("host") !== host.authority) return "wrong host";
  const isCall = request.path.startsWith(`${CALLS}/`);
  if (!isCall && request.path !== SESSION) return pageRefusal(request);

  if (request.method !== "POST") return "wrong method";
  if (request.header("origin") !== `http://${host.authority}`) return "wrong origin";
  const site = request.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return "another site";
  const contentType = request.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (contentType !== "application/json") return "not JSON";
  // A header of our own cannot be set by a form or a link, and asks another site for leave first.
  if (request.header("x-stepback") !== "1") return "no header";
  if (isCall && !hasCookie(request, host)) return "no cookie";
  return null;
}

function pageRefusal(request: RequestFacts): string | null {
  if (request.method !== "GET") return "wrong method";
  const site = request.header("sec-fetch-site");
  if (site !== undefined && site !== "none" && site !== "same-origin") return "another site";
  if (EMBEDDED.has(request.header("sec-fetch-dest") ?? "")) return "embedded";
  return null;
}

function hasCookie(request: RequestFacts, host: HostFacts): boolean {
  const cookies = (request.header("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  return cookies.some((cookie) => sameSecret(cookie, `${host.cookieName}=${host.secret}`));
}

/** Compares two secrets without telling by its time how far they agree. */
export function sameSecret(given: string, secret: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(secret);
  return left.length === right.length && timingSafeEqual(left, right);
}
