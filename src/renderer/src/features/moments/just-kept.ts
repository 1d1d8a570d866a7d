import { useSyncExternalStore } from "react";
import type { Id } from "../../../../shared/journal/identity.ts";

// The moment that was kept last on this page: its mark takes its place before one's eyes.

let kept: Id | null = null;
const listeners = new Set<() => void>();

/** A moment is being kept; null once its mark stands where it belongs. */
export function noteKept(id: Id | null): void {
  kept = id;
  for (const listener of listeners) listener();
}

/** The moment whose mark has yet to take its place. */
export function useJustKept(): Id | null {
  return useSyncExternalStore(subscribe, () => kept);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
