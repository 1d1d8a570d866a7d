import { useSyncExternalStore } from "react";
import type { Id } from "../../../shared/journal/identity.ts";
import { codeOf } from "../api/errors.ts";
import type { SaveState } from "./autosave.ts";

/** A text on the screen that may not be written yet. */
export interface OpenText {
  readonly isPending: boolean;
  flush(): Promise<void>;
  retry(): void;
}

/** What the page is told of a text when it is opened. */
interface About {
  /** The entry it is part of; none for what is no text of an entry. */
  entry?: Id;
  /** Gives its words as plain text, for somebody to copy. */
  readWords?: () => string;
  /** Lets go of the words that could not be written, and shows what the journal has. */
  letGo?: () => Promise<void>;
}

/** Each text with how it stands. */
const open = new Map<OpenText, About & { state: SaveState }>();
const listeners = new Set<() => void>();

const UNCHANGED: SaveState = { kind: "unchanged" };
const UNSAVED: SaveState = { kind: "unsaved" };

/**
 * Keeps a text in view of the page. @returns a function for when it leaves the screen: it is written
 * then, and stays in view for as long as it could not be.
 */
export function keepOpen(text: OpenText, about: About = {}): () => void {
  open.set(text, { ...about, state: UNCHANGED });
  return () => {
    void text.flush().finally(() => {
      if (text.isPending) return;
      open.delete(text);
      tellAll();
    });
  };
}

/** Tells the whole page how a text stands: what is not saved is said wherever one goes. */
export function noteState(text: OpenText, state: SaveState): void {
  const standing = open.get(text);
  if (standing !== undefined) standing.state = state;
  tellAll();
}

function tellAll(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The texts that could not be written, with what they failed with. */
function failures(): (About & { error: unknown })[] {
  return [...open.values()].flatMap(({ state, ...about }) =>
    state.kind === "failed" ? [{ ...about, error: state.error }] : [],
  );
}

/** What a text of this page could not be written for; undefined while all is well. */
export function useUnsaved(): unknown {
  return useSyncExternalStore(subscribe, () => failures()[0]?.error);
}

/** How the texts of an entry stand, as one: saved only when nothing of it is pending. */
export function useSaveState(entry: Id): SaveState {
  return useSyncExternalStore(subscribe, () => {
    let whole = UNCHANGED;
    for (const [text, about] of open) {
      if (about.entry !== entry) continue;
      const { state } = about;
      const own = state.kind === "saved" && text.isPending ? UNSAVED : state;
      if (outweighs(own, whole)) whole = own;
    }
    return whole;
  });
}

/** From what is said only when it is true of every text, to what is said when it is true of one. */
const KINDS: readonly SaveState["kind"][] = ["unchanged", "saved", "unsaved", "saving", "failed"];

function outweighs(one: SaveState, other: SaveState): boolean {
  if (one.kind === "saved" && other.kind === "saved") {
    return one.result.updated > other.result.updated;
  }
  return KINDS.indexOf(one.kind) > KINDS.indexOf(other.kind);
}

/** Whether a text failed because its place is another's by now, or gone: the writer decides then. */
export function isOvertaken(error: unknown): boolean {
  const code = codeOf(error);
  return code === "CONFLICT" || code === "NOT_FOUND";
}

/**
 * Lets go of the words that are said to be unsaved, and of those of the same entry that cannot be
 * written either. @returns the entry, if it is gone.
 */
export async function letGo(): Promise<Id | null> {
  const [said] = failures();
  if (said === undefined) return null;
  await Promise.all(
    failures()
      .filter(({ entry, error }) => entry === said.entry && isOvertaken(error))
      .map((text) => text.letGo?.() ?? Promise.resolve()),
  );
  return codeOf(said.error) === "NOT_FOUND" ? (said.entry ?? null) : null;
}

/**
 * Writes all that is pending, and waits for it. @param entry only the texts of that entry.
 * @returns whether all of it was written.
 */
export async function flushTexts(entry?: Id): Promise<boolean> {
  const texts = [...open]
    .filter(([, about]) => entry === undefined || about.entry === entry)
    .map(([text]) => text);
  await Promise.all(texts.map((text) => text.flush()));
  return !texts.some((text) => text.isPending);
}

/** Tries failed drafts again. */
export function retryTexts(): void {
  for (const text of open.keys()) text.retry();
}

/** The words of every text that is not written yet, as plain text. */
export function unwrittenWords(): string {
  return [...open]
    .filter(([text]) => text.isPending)
    .map(([, { readWords }]) => readWords?.() ?? "")
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
