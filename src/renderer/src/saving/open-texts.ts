import { useSyncExternalStore } from "react";
import type { SaveState } from "./autosave.ts";

/** A text on the screen that may not be written yet. */
export interface OpenText {
  readonly isPending: boolean;
  flush(): Promise<void>;
  retry(): void;
}

/** Each text with what gives its words as plain text, for somebody to copy. */
const open = new Map<OpenText, () => string>();
/** What each text that could not be written failed with. */
const failures = new Map<OpenText, unknown>();
const listeners = new Set<() => void>();

/**
 * Keeps a text in view of the page. @param readWords gives its words as plain text. @returns a function for when it leaves the screen: it is written
 * then, and stays in view for as long as it could not be.
 */
export function keepOpen(text: OpenText, readWords = () => ""): () => void {
  open.set(text, readWords);
  return () => {
    void text.flush().finally(() => {
      if (!text.isPending) open.delete(text);
    });
  };
}

/** Tells the whole page how a text stands: what is not saved is said wherever one goes. */
export function noteState(text: OpenText, state: SaveState): void {
  if (state.kind === "failed") failures.set(text, state.error);
  else if (state.kind === "saved") failures.delete(text);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What a text of this page could not be written for; undefined while all is well. */
export function useUnsaved(): unknown {
  return useSyncExternalStore(subscribe, () => failures.values().next().value);
}

/** Writes all that is pending, and waits for it. @returns whether all of it was written. */
export async function flushTexts(): Promise<boolean> {
  await Promise.all([...open.keys()].map((text) => text.flush()));
  return !hasUnwrittenText();
}

/** Tries failed drafts again. */
export function retryTexts(): void {
  for (const text of open.keys()) text.retry();
}

/** The words of every text that is not written yet, as plain text. */
export function unwrittenWords(): string {
  return [...open]
    .filter(([text]) => text.isPending)
    .map(([, readWords]) => readWords())
    .filter((words) => words !== "")
    .join("\n\n");
}

/** Whether anything on the screen is not written yet. */
export function hasUnwrittenText(): boolean {
  return [...open.keys()].some((text) => text.isPending);
}

/** Writes when the page is hidden, and asks before it is closed over text that is not written. */
export function guardTexts(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flushTexts();
  });
  window.addEventListener("pagehide", () => void flushTexts());
  // The desktop window asks before it closes, and waits a moment (see src/preload/index.ts).
  window.addEventListener("message", (event) => {
    if (event.source !== window || event.data !== "stepback-closing") return;
    void flushTexts().then(() => window.postMessage("stepback-flushed", "/"));
  });
  window.addEventListener("beforeunload", (event) => {
    if (!hasUnwrittenText()) return;
    void flushTexts();
    event.preventDefault();
  });
}
