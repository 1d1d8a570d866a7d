import { realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** A file of the page, found. */
export interface RendererFile {
  /** Its path on disk, inside the renderer's folder. */
  file: string;
  contentType: string;
}

/** What a page is made of. Anything else in the folder, a source map for one, is not served. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ["html", "text/html; charset=utf-8"],
  ["js", "text/javascript; charset=utf-8"],
  ["css", "text/css; charset=utf-8"],
  ["json", "application/json; charset=utf-8"],
  ["txt", "text/plain; charset=utf-8"],
  ["woff2", "font/woff2"],
  ["svg", "image/svg+xml"],
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["webp", "image/webp"],
  ["ico", "image/x-icon"],
]);

/**
 * The page's policy: nothing comes from elsewhere, nothing goes elsewhere, nobody frames it.
 * Pictures may be `data:`, because attachments come out of the encrypted database as bytes.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The headers that go with every answer of a host, whatever it is. */
export function securityHeaders(): Record<string, string> {
  return {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
}

/**
 * The file of the page that an address asks for. An address without a file extension is a place in
 * the app and gets index.html.
 * @param urlPath the path of the address as it was sent: still percent-encoded, without its query.
 * @returns null for whatever is not there or not the page's: the answer to both is "not found".
 */
export function resolveRendererFile(rendererFolder: string, urlPath: string): RendererFile | null {
  const segments = decodeSegments(urlPath);
  if (segments === null) return null;
  const name = segments.at(-1) ?? "";
  const inside = name.includes(".") ? segments : ["index.html"];
  const contentType = CONTENT_TYPES.get(extensionOf(inside.at(-1) ?? ""));
  if (contentType === undefined) return null;
  const file = existingFileInside(rendererFolder, inside);
  return file === null ? null : { file, contentType };
}

/** The names between the slashes, or null when one of them could lead out of the folder. */
function decodeSegments(urlPath: string): string[] | null {
  if (!urlPath.startsWith("/")) return null;
  const written = urlPath.replace(/\/$/, "").split("/").slice(1);
  const segments: string[] = [];
  for (const one of written) {
    const segment = decodeOnce(one);
    if (segment === null || !isPlainName(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * Whether a name is nothing but a name. Refused are `..` and hidden files, separators of any system
 * (also those that were percent-encoded), Windows' drives and streams, and control characters. A
 * percent sign that is left was encoded twice.
 */
function isPlainName(segment: string): boolean {
  return /^[^./\\:%\p{Cc}][^/\\:%\p{Cc}]*$/u.test(segment);
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** The path of a file that is there; a link that leads out of the folder is not followed. */
function existingFileInside(folder: string, segments: readonly string[]): string | null {
  try {
    const file = realpathSync(join(folder, ...segments));
    if (!file.startsWith(realpathSync(folder) + sep)) return null;
    return statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}
