/** A text on the screen that may not be written yet. */
export interface OpenText {
  readonly isPending: boolean;
  flush(): Promise<void>;
  retry(): void;
}

const open = new Set<OpenText>();

/** Keeps a text in view of the page. @returns a function that ends it: nothing of it is pending any more. */
export function keepOpen(text: OpenText): () => void {
  open.add(text);
  return () => void open.delete(text);
}

/** Writes all that is pending, and waits for it. */
export async function flushTexts(): Promise<void> {
  await Promise.all([...open].map((text) => text.flush()));
}

/** Tries failed drafts again. */
export function retryTexts(): void {
  for (const text of open) text.retry();
}

/** Whether anything on the screen is not written yet. */
export function hasUnwrittenText(): boolean {
  return [...open].some((text) => text.isPending);
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
