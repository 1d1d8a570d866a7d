import { destinationOf } from "./link-address.ts";
import { messages } from "./messages.ts";

/** Where a link leads, whatever its text says. */
export function LinkDestination({ href }: { href: string }) {
  return (
    <p className="bubble-host">
      <span className="vh">{messages.linkTo} </span>
      <bdi>{destinationOf(href)}</bdi>
    </p>
  );
}

/** Opens an address outside the journal; the other side is not told where it was opened from. */
export function openAddress(href: string): void {
  window.open(href, "_blank", "noopener,noreferrer");
}
