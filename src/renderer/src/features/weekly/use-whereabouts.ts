import { useCallback, useEffect, useMemo, useRef } from "react";
import type { Whereabouts } from "../../../../shared/contract/weekly.ts";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import { keepOpen } from "../../saving/open-texts.ts";
import { useConnection } from "../../api/client.ts";

/** The place is remembered at most this long after it changed. */
const SPACING = 400;

/**
 * Remembers in the journal where the writer is, so that the week resumes exactly there, after a kill
 * too. @returns a function that tells what changed.
 */
export function useWhereabouts(
  week: Week,
  start: Whereabouts,
): (change: Partial<Whereabouts>) => void {
  const { client, queries, queryClient } = useConnection();
  const readKey = useMemo(() => queries.weekly.read.queryKey({ input: { week } }), [queries, week]);
  const current = useRef(start);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const written = useRef<Promise<unknown>>(Promise.resolve());

  /** Writes the place if it has changed, after what is on its way already; waits for both. */
  const write = useCallback(async (): Promise<void> => {
    if (timer.current !== undefined) {
      clearTimeout(timer.current);
      timer.current = undefined;
      written.current = written.current
        .then(() => client.weekly.stayAt({ week, ...current.current }))
        // A place that could not be remembered is no loss worth a notice; the next one will be.
        .catch(() => undefined);
    }
    await written.current;
  }, [client, week]);

  // It is written with the texts; but nobody is asked to stay for it.
  useEffect(() => {
    const release = keepOpen({ isPending: false, flush: write, retry: () => undefined });
    return () => {
      release();
      // The way back into the week begins from what this window knows of it.
      queryClient.setQueryData(readKey, (reflection) =>
        reflection ? { ...reflection, whereabouts: current.current } : reflection,
      );
    };
  }, [write, queryClient, readKey]);

  return useCallback(
    (change) => {
      current.current = { ...current.current, ...change };
      timer.current ??= setTimeout(() => void write(), SPACING);
    },
    [write],
  );
}
