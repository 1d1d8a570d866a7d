import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { KeyHint } from "./button.tsx";

/** A sheet over the page: the focus stays in it, and returns when it closes. Esc closes it. */
export function Sheet(props: {
  title: string;
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
