import type { Editor, Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { exitSuggestion, Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import { type ReactNode, useEffect, useEffectEvent, useId, useState } from "react";
import { createPortal } from "react-dom";

/** One row of a list that opens while one types. */
export interface Offer {
  key: string;
  face: ReactNode;
  /** What is said of it, at the end of its row. */
  meta?: ReactNode;
  /** Puts it where the range is, which holds what was typed to find it. */
  take: (editor: Editor, range: Range) => void;
}

type Found = SuggestionProps<Offer, Offer>;
type Caret = Found["editor"]["state"]["selection"]["$from"];

/**
 * A list that opens at the caret after a sign, narrowed by what is typed on. The focus stays in the text,
 * which names the chosen option as its active descendant. Up and Down choose, Enter and Tab take, Esc
 * keeps what was typed.
 */
export function TypeAhead(props: {
  editor: Editor;
  frame: HTMLElement;
  /** The sign, and what may follow it up to the caret: a pattern whose first group is what was typed. */
  sign: string;
  pattern: RegExp;
  /** Whether it opens in the cells of tables. */
  inCells: boolean;
  label: string;
  offersFor: (query: string) => Offer[];
  /** Which one is chosen to begin with; -1 for none. */
  firstFor?: (query: string) => number;
  onClose?: () => void;
}) {
  const { editor, frame, sign, pattern, inCells } = props;
  const [element] = useState(() => document.createElement("div"));
  const [found, setFound] = useState<Found | null>(null);
  const [index, setIndex] = useState<number | null>(null);
  const list = useId();
  const query = found?.query ?? "";
  const offers = found === null ? [] : props.offersFor(query);
  const first = props.firstFor?.(query) ?? 0;
  const chosen = Math.min(index ?? first, offers.length - 1);
  const isOpen = offers.length > 0;
  const option = (at: number): string => `${list}-${at}`;

  const onKeyDown = useEffectEvent((event: KeyboardEvent): boolean => {
    if (!isOpen) return false;
    const { length } = offers;
    switch (event.key) {
      case "ArrowDown":
        setIndex((chosen + 1) % length);
        return true;
      case "ArrowUp":
        setIndex((Math.max(chosen, 0) + length - 1) % length);
        return true;
      case "Enter":
      case "Tab": {
        const offer = offers[chosen];
        if (offer === undefined || event.ctrlKey || event.metaKey) return false;
        setIndex(null);
        found?.command(offer);
        return true;
      }
      case "Escape":
        // Only the list closes: neither a bubble nor the page hears of it.
        event.stopImmediatePropagation();
        return true;
      default:
        return false;
    }
  });
  const onClose = useEffectEvent(() => props.onClose?.());

  useEffect(() => {
    const key = new PluginKey(`ahead ${sign}`);
    const show = (next: Found): void => {
      setFound(next);
      setIndex(null);
    };
    const leave = (): void => exitSuggestion(editor.view, key);
    const plugin = Suggestion<Offer, Offer>({
      editor,
      pluginKey: key,
      char: sign,
      findSuggestionMatch: ({ $position }) => findQuery($position, pattern, inCells),
      // It opens by what is typed, and not where the caret only comes by.
      shouldShow: ({ transaction }) =>
        transaction.docChanged || isActive(key.getState(editor.state)),
      command: ({ editor: at, range, props: offer }) => offer.take(at, range),
      render: () => ({
        onStart: (next) => {
          show(next);
          editor.on("blur", leave);
        },
        onUpdate: show,
        onExit: () => {
          editor.off("blur", leave);
          setFound(null);
          onClose();
        },
        onKeyDown: ({ event }) => onKeyDown(event),
      }),
    });
    // Its keys come first while it is open.
    editor.registerPlugin(plugin, (ahead, others) => [ahead, ...others]);
    return () => {
      editor.off("blur", leave);
      editor.unregisterPlugin(key);
    };
  }, [editor, sign, pattern, inCells]);

  const mount = found?.mount;
  useEffect(() => {
    if (!isOpen || mount === undefined) return;
    frame.append(element);
    const unmount = mount(element, {
      onPosition: ({ x, y }) => {
        // It stays within the text's own width.
        const most = frame.clientWidth - element.offsetWidth;
        element.style.left = `${Math.max(0, Math.min(x, most))}px`;
        element.style.top = `${y}px`;
      },
    });
    return () => {
      unmount();
      element.remove();
    };
  }, [isOpen, mount, element, frame]);

  useEffect(() => {
    if (!isOpen) return;
    const text = editor.view.dom;
    const attributes: Record<string, string> = {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": list,
    };
    if (chosen >= 0) attributes["aria-activedescendant"] = option(chosen);
    document.getElementById(option(chosen))?.scrollIntoView({ block: "nearest" });
    for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(attributes)) text.removeAttribute(name);
    };
  });

  element.className = "ahead";
  return createPortal(
    <div id={list} role="listbox" aria-label={props.label}>
      {offers.map((offer, at) => (
        <div
          key={offer.key}
          id={option(at)}
          className="res"
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          onMouseMove={() => setIndex(at)}
          // The text keeps the focus, and its keys.
          onMouseDown={(event) => {
            event.preventDefault();
            setIndex(null);
            found?.command(offer);
          }}
        >
          {offer.face}
          {offer.meta}
        </div>
      ))}
    </div>,
    element,
  );
}

function isActive(state: unknown): boolean {
  return typeof state === "object" && state !== null && Reflect.get(state, "active") === true;
}

/** What was typed since a sign at the start of a line or after a space, up to the caret. */
function findQuery($caret: Caret, pattern: RegExp, inCells: boolean) {
  const { parent, parentOffset } = $caret;
  const isText = parent.isTextblock && parent.type.spec.code !== true;
  const isInCell = $caret.node(-1)?.type.spec.tableRole !== undefined;
  if (!isText || (isInCell && !inCells)) return null;
  if ($caret.marks().some(({ type }) => type.spec.code === true)) return null;
  const before = parent.textBetween(Math.max(0, parentOffset - 60), parentOffset, undefined, "\n");
  const text = pattern.exec(before)?.[1];
  if (text === undefined) return null;
  const { pos } = $caret;
  return { range: { from: pos - text.length, to: pos }, query: text.slice(1), text };
}
