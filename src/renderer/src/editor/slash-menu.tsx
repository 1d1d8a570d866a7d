import type { Editor } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { exitSuggestion, Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import { type ReactNode, useEffect, useEffectEvent, useId, useState } from "react";
import { createPortal } from "react-dom";
import { type Insertion, insertionsFor } from "./insertions.ts";
import { messages } from "./messages.ts";

type Found = SuggestionProps<Insertion, Insertion>;

const PLUGIN = new PluginKey("insert");

/**
 * What `/` offers at the start of a line or after a space, narrowed by what is typed on. The focus
 * stays in the text, which names the chosen option as its active descendant.
 */
export function SlashMenu(props: { editor: Editor; frame: HTMLElement }) {
  const { editor, frame } = props;
  const [element] = useState(() => document.createElement("div"));
  const [found, setFound] = useState<Found | null>(null);
  const [index, setIndex] = useState(0);
  const list = useId();
  const insertions = found === null ? [] : insertionsFor(found.query);
  const chosen = Math.min(index, insertions.length - 1);
  const isOpen = insertions.length > 0;
  const option = (at: number): string => `${list}-${at}`;

  const onKeyDown = useEffectEvent((event: KeyboardEvent): boolean => {
    if (!isOpen) return false;
    const { length } = insertions;
    switch (event.key) {
      case "ArrowDown":
        setIndex((chosen + 1) % length);
        return true;
      case "ArrowUp":
        setIndex((chosen + length - 1) % length);
        return true;
      case "Enter":
      case "Tab": {
        const insertion = insertions[chosen];
        if (insertion === undefined || event.ctrlKey || event.metaKey) return false;
        found?.command(insertion);
        return true;
      }
      case "Escape":
        // Only the menu closes: neither a bubble nor the page hears of it.
        event.stopImmediatePropagation();
        return true;
      default:
        return false;
    }
  });

  useEffect(() => {
    const show = (next: Found): void => {
      setFound(next);
      setIndex(0);
    };
    const plugin = Suggestion<Insertion, Insertion>({
      editor,
      pluginKey: PLUGIN,
      char: "/",
      findSuggestionMatch: ({ $position }) => findQuery($position),
      command: ({ editor: at, range, props: insertion }) => insertion.insert(at, range),
      render: () => ({
        onStart: show,
        onUpdate: show,
        onExit: () => setFound(null),
        onKeyDown: ({ event }) => onKeyDown(event),
      }),
    });
    // Its keys come first while it is open.
    editor.registerPlugin(plugin, (first, others) => [first, ...others]);
    return () => void editor.unregisterPlugin(PLUGIN);
  }, [editor]);

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
    const attributes = {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": list,
      "aria-activedescendant": option(chosen),
    };
    for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(attributes)) text.removeAttribute(name);
    };
  });

  useEffect(() => {
    if (!isOpen) return;
    const leave = (): void => exitSuggestion(editor.view, PLUGIN);
    editor.on("blur", leave);
    return () => void editor.off("blur", leave);
  }, [editor, isOpen]);

  element.className = "ahead";
  return createPortal(
    <div id={list} role="listbox" aria-label={messages.insert}>
      {insertions.map((insertion, at) => (
        <div
          key={insertion.name}
          id={option(at)}
          className="res"
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          onMouseMove={() => setIndex(at)}
          // The text keeps the focus, and its keys.
          onMouseDown={(event) => {
            event.preventDefault();
            found?.command(insertion);
          }}
        >
          <span className="x ui">{marked(insertion.name, found?.query ?? "")}</span>
          <span className="meta" aria-hidden="true">
            {insertion.markdown}
          </span>
        </div>
      ))}
    </div>,
    element,
  );
}

/** The name with what was typed of it marked. */
function marked(name: string, query: string): ReactNode {
  const at = ` ${name.toLowerCase()}`.indexOf(` ${query.toLowerCase()}`);
  if (query === "" || at === -1) return name;
  return (
    <>
      {name.slice(0, at)}
      <mark>{name.slice(at, at + query.length)}</mark>
      {name.slice(at + query.length)}
    </>
  );
}

/** What was typed since a `/` at the start of a line or after a space, up to the caret. */
function findQuery($caret: Found["editor"]["state"]["selection"]["$from"]) {
  const { parent, parentOffset } = $caret;
  const isText = parent.isTextblock && parent.type.spec.code !== true;
  // Neither code nor a table's cell holds anything but text.
  const isInCell = $caret.node(-1)?.type.spec.tableRole !== undefined;
  if (!isText || isInCell || $caret.marks().some(({ type }) => type.spec.code === true))
    return null;
  const before = parent.textBetween(Math.max(0, parentOffset - 40), parentOffset, undefined, "\n");
  const text = /(?:^|\s)(\/\S{0,30})$/.exec(before)?.[1];
  if (text === undefined) return null;
  const { pos } = $caret;
  return { range: { from: pos - text.length, to: pos }, query: text.slice(1), text };
}
