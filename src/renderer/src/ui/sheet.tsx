import { type ReactNode, useEffect } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { KeyHint } from "./button.tsx";

/** A sheet over the page: the focus stays in it, and returns when it closes. Esc closes it. */
export function Sheet(props: {
  title: string;
  /** Two columns stand side by side on a wide one. */
  size?: "usual" | "wide";
  onClose: () => void;
  children: ReactNode;
}) {
  useEffect(() => {
    window.addEventListener("keydown", submitOnEnter);
    return () => window.removeEventListener("keydown", submitOnEnter);
  }, []);
  return (
    <SheetFrame className={props.size === "wide" ? "wide-sheet" : ""} onClose={props.onClose}>
      <div className="sheet-head">
        <Heading slot="title" level={2}>
          {props.title}
        </Heading>
        <KeyHint keys="escape" />
      </div>
      {props.children}
    </SheetFrame>
  );
}

/** A sheet without a head of its own; `label` names one that shows no title. */
export function SheetFrame(props: {
  label?: string;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Modal className={`sheet-holder ${props.className ?? ""}`}>
        <Dialog
          className="sheet"
          {...(props.label === undefined ? {} : { "aria-label": props.label })}
        >
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
