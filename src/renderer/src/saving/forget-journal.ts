import { useEffect, useState } from "react";
import { useConnection } from "../api/client.ts";
import { flushTexts, retryTexts } from "./open-texts.ts";

/*
 * What a page may still hold of a journal that is locked, gone or open elsewhere. A page that has shown the journal has its texts in the query
 * cache, in editors with their undo history, and wherever React and the browser keep a page's past.
 * No list of these would stay complete, so the page is loaded anew: the new one has read nothing.
 *
 * Only something typed that could not be written keeps the page: its text is nowhere else. It stays in
 * memory, unseen, without what was read beside it, and is written once the journal is open here again.
 */

let hasShownJournal = false;

/** This page has shown the journal. */
export function noteJournalShown(): void {
  hasShownJournal = true;
}

/**
 * Lets go of the journal when a screen comes up in its place.
 * @returns whether the page holds no more of it than it must; until then it shows nothing.
 */
export function useForgottenJournal(): boolean {
  const { queries, queryClient } = useConnection();
  const [isForgotten, setForgotten] = useState(!hasShownJournal);
  useEffect(() => {
    if (!hasShownJournal) return;
    // What was being written when the lock came has its answer first.
    void flushTexts().then((isWritten) => {
      if (isWritten) {
        location.reload();
        return;
      }
      const [state] = queries.journal.state.queryKey();
      queryClient.removeQueries({
        predicate: ({ queryKey }) => JSON.stringify(queryKey[0]) !== JSON.stringify(state),
      });
      setForgotten(true);
    });
  }, [queries, queryClient]);
  return isForgotten;
}

/** Writes what was kept in memory while the journal was away, before anything is read again. */
export async function writeKeptTexts(): Promise<void> {
  retryTexts();
  await flushTexts();
}
