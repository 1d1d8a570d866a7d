import { useCallback, useEffect, useRef, useState } from "react";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { matchesShortcut } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";
import { watchPresence } from "./presence.ts";

/** The shortcut that locks. */
export const LOCK_KEYS = "mod+l";
/** So long after a key the editor knows where that key has moved the caret. */
const CARET_MILLISECONDS = 50;
/** How long locking on purpose waits for what is still being written. */
const PATIENCE_MILLISECONDS = 2000;

/** Locks the journal on purpose, and after a time without anybody. */
export interface Lock {
  lock: () => void;
  /** Whether the page has to be taken off the screen already. */
  isHidden: boolean;
}

/** @param minutes without anybody after which it locks; null while there is nothing to lock. */
export function useIdleLock(minutes: number | null): Lock {
  const { client, queries, queryClient } = useConnection();
  const showToast = useToast();
  const [isHidden, setHidden] = useState(false);
  const isRunning = useRef(false);
  const isLockable = minutes !== null;

  const lockJournal = useCallback(
    async (reason: "idle" | "purpose"): Promise<void> => {
      if (isRunning.current) return;
      isRunning.current = true;
      try {
        await pause(CARET_MILLISECONDS);
        const written = flushTexts();
        if (reason === "purpose") {
          // Somebody may be looking: the page goes at once. What cannot be written stays in memory.
          setHidden(true);
          await Promise.race([written, pause(PATIENCE_MILLISECONDS)]);
        } else if (!(await written)) {
          // Nobody is there to be asked, and the text would be in memory only: tried again later.
          return;
        }
        await client.journal.lock();
        await queryClient.invalidateQueries({ queryKey: queries.journal.state.key() });
      } catch (error) {
        setHidden(false);
        if (reason === "purpose") showToast({ text: messages.notLocked(sentenceFor(error)) });
      } finally {
        isRunning.current = false;
      }
    },
    [client, queries, queryClient, showToast],
  );

  useEffect(() => {
    if (!isLockable) setHidden(false);
  }, [isLockable]);

  useEffect(
    () => (minutes === null ? undefined : watchPresence(minutes, () => void lockJournal("idle"))),
    [minutes, lockJournal],
  );

  const lock = useCallback(() => void lockJournal("purpose"), [lockJournal]);
  useEffect(() => {
    if (!isLockable) return;
    // Unlike other shortcuts it acts over a sheet too, and before anything else has the key.
    const onKey = (event: KeyboardEvent): void => {
      if (!matchesShortcut(event, LOCK_KEYS)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) lock();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [isLockable, lock]);

  return { lock, isHidden };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
