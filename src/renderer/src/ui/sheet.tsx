import { type ReactNode, useEffect } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { KeyHint } from "./button.tsx";

/** A sheet over the page: the focus stays in it, and returns when it closes. Esc closes it. */
export function Sheet(props: { title: string; onClose: () => void; children: ReactNode }) {
  useEffect(() => {
    window.addEventListener("keydown", submitOnEnter);
    return () => window.removeEventListener("keydown", submitOnEnter);
  }, []);
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Modal className="sheet-holder">
        <Dialog className="sheet">
          <div className="sheet-head">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            <KeyHint keys="escape" />
          </div>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Enter keeps, wherever the focus is in the sheet; a control with an Enter of its own keeps that. */
function submitOnEnter(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== "Enter" || event.defaultPrevented || !(target instanceof HTMLElement)) return;
  if (target.matches("a, button, textarea")) return;
  const form = target.closest("[role=dialog]")?.querySelector("form");
  if (form === null || form === undefined) return;
  event.preventDefault();
  form.requestSubmit();
}
