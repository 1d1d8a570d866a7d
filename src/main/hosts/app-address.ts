/** The scheme of the desktop's page: its own, because `file:` could read every file there is. */
export const APP_SCHEME = "stepback";

const APP_ORIGIN = `${APP_SCHEME}://app`;

/** Where the desktop's page begins. */
export const APP_ADDRESS = `${APP_ORIGIN}/`;

/**
 * The path of an address of the page, still percent-encoded and without its query; null when the
 * address is not the page's. The origin is put together here because `URL.origin` is "null" for a
 * scheme that Node does not know, and "null" would equal every other such scheme's.
 */
export function appPathOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return null;
  return `${url.protocol}//${url.host}` === APP_ORIGIN ? url.pathname : null;
}

/** Who sent a message to the main process, as Electron tells it. */
export interface Sender {
  sender: unknown;
  senderFrame: { url: string; parent: unknown } | null;
}

/**
 * Whether a message comes from the page itself: our window's main frame, at our address. A frame
 * inside the page, a page that came into the window's place, and a frame that is gone are not.
 * @param contents the web contents of our window.
 */
export function isOurPage(message: Sender, contents: unknown): boolean {
  const frame = message.senderFrame;
  return (
    message.sender === contents &&
    frame !== null &&
    frame.parent === null &&
    appPathOf(frame.url) !== null
  );
}
