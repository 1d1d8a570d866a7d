import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/** Keys with which the browser itself moves the caret. */
const MOVES = new Set([
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
  "PageUp",
  "PageDown",
]);

/**
 * The browser tells of a caret it moved only with the next frame, and until then the editor acts where
 * the caret was: Enter right after an arrow key would replace what was selected before it. So a key
 * that follows one that moved the caret, or a click, lets the editor look first.
 */
export const CaretKeys = Extension.create({
  name: "caretKeys",
  // Before every key of the editor's own.
  priority: 1000,

  addProseMirrorPlugins() {
    let isMoved = false;
    return [
      new Plugin({
        view: ({ dom }) => {
          const { ownerDocument } = dom;
          const onTold = (): void => {
            isMoved = false;
          };
          ownerDocument.addEventListener("selectionchange", onTold);
          return { destroy: () => ownerDocument.removeEventListener("selectionchange", onTold) };
        },
        props: {
          handleDOMEvents: {
            keydown(view, { key, isComposing }) {
              if (isComposing) return false;
              if (isMoved) view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
              isMoved = MOVES.has(key);
              return false;
            },
            mouseup() {
              isMoved = true;
              return false;
            },
          },
        },
      }),
    ];
  },
});
