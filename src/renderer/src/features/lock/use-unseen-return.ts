import { useEffect, useState } from "react";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";

/** A page that was hidden for less cannot have been locked for want of one that is seen. */
const AWAY_MILLISECONDS = 30_000;
/** How long to wait before asking a host again that did not answer. */
const RETRY_MILLISECONDS = 1000;

/**
 * Covers a page that comes back after it was hidden for a while, until it is known that the journal
 * is still open: a hidden page hears nothing, and it may have been locked meanwhile. What is on the
 * page stays there, so that a form or a sheet is found again as it was left.
 * @param isLockable whether there is a protected journal on the page.
 * @returns what to say in the place of a page that stays covered because nobody answers.
 */
export function useUnseenReturn(isLockable: boolean): string | null {
  const { client, queries, queryClient } = useConnection();
  const [silence, setSilence] = useState<string | null>(null);

  useEffect(() => {
    if (!isLockable) return;
    let hiddenAt: number | null = null;
    let isAsking = false;
    const ended = new AbortController();
    const queryKey = queries.journal.state.queryKey();

    const ask = async (): Promise<void> => {
      isAsking = true;
      const uncover = cover();
      while (!ended.signal.aborted) {
        try {
          const state = await client.journal.state();
          queryClient.setQueryData(queryKey, state);
          // Of another state there is another screen, and this effect ends with it.
          if (state.state === "open" && state.protected) break;
        } catch (error) {
          setSilence(sentenceFor(error));
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      }
      isAsking = false;
      setSilence(null);
      uncover();
    };
    const onChange = (): void => {
      if (document.visibilityState !== "visible") {
        // The clock on the wall goes on while the machine sleeps.
        hiddenAt ??= Date.now();
        return;
      }
      const away = hiddenAt === null ? 0 : Math.abs(Date.now() - hiddenAt);
      hiddenAt = null;
      if (away >= AWAY_MILLISECONDS && !isAsking) void ask();
    };
    document.addEventListener("visibilitychange", onChange);
    return () => {
      ended.abort();
      document.removeEventListener("visibilitychange", onChange);
      delete document.documentElement.dataset["unseen"];
      setSilence(null);
    };
  }, [isLockable, client, queries, queryClient]);
  return silence;
}

/** Takes the page out of sight at once, before the browser draws it. @returns shows it as it was. */
function cover(): () => void {
  const { activeElement } = document;
  document.documentElement.dataset["unseen"] = "";
  return () => {
    delete document.documentElement.dataset["unseen"];
    // What cannot be seen has no focus.
    if (activeElement instanceof HTMLElement && document.activeElement === document.body) {
      activeElement.focus({ preventScroll: true });
    }
  };
}
