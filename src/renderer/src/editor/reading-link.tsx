import { type MouseEvent, type ReactNode, useRef, useState } from "react";
import { Dialog, Popover } from "react-aria-components";
import { LinkDestination, openAddress } from "./link-destination.tsx";
import { messages } from "./messages.ts";

/** A link in a text that is read: it says where it leads, and is opened from there. */
export function ReadingLink({ href, children }: { href: string; children: ReactNode }) {
  const link = useRef<HTMLAnchorElement>(null);
  const [isAsked, setAsked] = useState(false);
  // With any button and any key held: the address may be another than the words say.
  const ask = (event: MouseEvent): void => {
    event.preventDefault();
    if (event.button < 2) setAsked(true);
  };
  return (
    <>
      <a
        href={href}
        ref={link}
        target="_blank"
        rel="noreferrer"
        aria-haspopup="dialog"
        onClick={ask}
        onAuxClick={ask}
      >
        {children}
      </a>
      <Popover
        className="bubble"
        triggerRef={link}
        placement="top start"
        isOpen={isAsked}
        onOpenChange={setAsked}
      >
        <Dialog className="bubble-dialog" aria-label={messages.link}>
          <LinkDestination href={href} />
          <button
            type="button"
            // The dialog is there for this alone.
            ref={(button) => button?.focus()}
            onClick={() => {
              setAsked(false);
              openAddress(href);
            }}
          >
            {messages.openLink}
          </button>
        </Dialog>
      </Popover>
    </>
  );
}
