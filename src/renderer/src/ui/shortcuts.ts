import { useLayoutEffect, useRef } from "react";

/** Command on macOS, Control elsewhere. */
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

const GLYPHS: Record<string, string> = {
  mod: IS_MAC ? "⌘" : "Ctrl",
  shift: IS_MAC ? "⇧" : "Shift",
  alt: IS_MAC ? "⌥" : "Alt",
  enter: IS_MAC ? "⏎" : "Enter",
  escape: "esc",
  delete: "del",
  arrowleft: "←",
  arrowright: "→",
  plus: "+",
  minus: "−",
};

/** Keys that write themselves differently from how a shortcut names them. */
const NAMES: Record<string, string> = { "+": "plus", "=": "plus", "-": "minus" };

/** A shortcut as it is shown, from its keys such as `mod+shift+e`: the only place that writes one. */
export function showShortcut(keys: string): string {
  const parts = keys.split("+").map((key) => GLYPHS[key] ?? key.toUpperCase());
  return IS_MAC ? parts.join("") : parts.join(" ");
}

/** A shortcut as assistive technology is told of it (`aria-keyshortcuts`). */
export function nameShortcut(keys: string): string {
  const names: Record<string, string> = { mod: IS_MAC ? "Meta" : "Control", escape: "Escape" };
  return keys
    .split("+")
    .map((key) => names[key] ?? key.charAt(0).toUpperCase() + key.slice(1))
    .join("+");
}

/** Whether an event is the shortcut `keys`. Single letters act only outside text. */
export function matchesShortcut(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const mod = IS_MAC ? event.metaKey : event.ctrlKey;
  const isSingle = parts.length === 1 && key !== "escape";
  if (isSingle && isTyping(event.target)) return false;
  // What it takes to write a plus, or a question mark, is the keyboard's own affair.
  const isShiftFree = key === "plus" || (isSingle && key.length === 1);
  return (
    keyOf(event) === key &&
    mod === parts.includes("mod") &&
    event.altKey === parts.includes("alt") &&
    (event.shiftKey === parts.includes("shift") || isShiftFree) &&
    !(IS_MAC ? event.ctrlKey : event.metaKey)
  );
}

function keyOf({ key, code, altKey }: KeyboardEvent): string {
  // With Option a Mac writes another letter: it is the key that is meant.
  const [, named] = altKey ? (/^(?:Key|Digit)(.)$/.exec(code) ?? []) : [];
  return named?.toLowerCase() ?? NAMES[key] ?? key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** Keys that go on while they are held down. */
const REPEATED = new Set(["j", "k", "arrowdown", "arrowup"]);

/** What each shortcut does, by its keys. */
export type Shortcuts = Record<string, (() => void) | undefined>;

/** Listens for shortcuts while the view is on the screen; sheets over it take the keys first. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  // At once: a key that is pressed as soon as the view is seen is the view's.
  useLayoutEffect(() => {
    const listen = (wanted: (keys: string) => boolean) => (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector("[role=dialog]") !== null) return;
      // The editor marks Esc as handled although it does nothing with it.
      if (event.defaultPrevented && event.key !== "Escape") return;
      for (const [keys, act] of Object.entries(current.current)) {
        if (act === undefined || !wanted(keys) || !matchesShortcut(event, keys)) continue;
        if (keys === "enter" && keepsEnter(event.target)) return;
        // A key that is held down acts once, unless it goes through a list.
        if (event.repeat && !REPEATED.has(keys)) return;
        event.preventDefault();
        event.stopPropagation();
        act();
        return;
      }
    };
    // With Command, Control or Option they are the page's, before the editor sees them; others come last.
    const isFirst = (keys: string): boolean => /^(?:mod|alt)\+/.test(keys);
    const first = listen(isFirst);
    const last = listen((keys) => !isFirst(keys));
    window.addEventListener("keydown", first, { capture: true });
    window.addEventListener("keydown", last);
    return () => {
      window.removeEventListener("keydown", first, { capture: true });
      window.removeEventListener("keydown", last);
    };
  }, []);
}

/** A focused button or link keeps its own Enter. */
function keepsEnter(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("a, button");
}
