import { useCallback, useRef, useState } from "react";
import { useConnection } from "./client.ts";

/** What an act ended with; the error may be anything. */
export type Ending = { kind: "done" } | { kind: "failed"; error: unknown };

/**
 * Runs one act at a time that a passphrase goes into, and reads everything again after it. A mutation
 * of the query cache would keep the passphrase among its variables for minutes.
 */
export function useSecretAct(): {
  isBusy: boolean;
  run: (act: () => Promise<unknown>) => Promise<Ending | null>;
} {
  const { queries, queryClient } = useConnection();
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const run = useCallback(
    async (act: () => Promise<unknown>): Promise<Ending | null> => {
      if (isRunning.current) return null;
      isRunning.current = true;
      setBusy(true);
      try {
        await act();
        await queryClient.invalidateQueries({ refetchType: "all" });
        return { kind: "done" };
      } catch (error) {
        // It may have gone a part of the way: a journal that is open by now is shown.
        void queryClient.invalidateQueries({ queryKey: queries.journal.state.key() });
        return { kind: "failed", error };
      } finally {
        isRunning.current = false;
        setBusy(false);
      }
    },
    [queries, queryClient],
  );
  return { isBusy, run };
}
