import { useState } from "react";
import type { JournalState } from "../../../../shared/contract/journal.ts";
import { useForgottenJournal } from "../../saving/forget-journal.ts";
import { RecoverForm } from "./recover-form.tsx";
import { UnlockForm } from "./unlock-form.tsx";
import { useTries } from "./use-tries.ts";

/** The journal is locked: the two ways in, and neither content nor counts. */
export function LockScreen({ state }: { state: Extract<JournalState, { state: "locked" }> }) {
  const isForgotten = useForgottenJournal();
  const tries = useTries(state);
  const [hasCode, setHasCode] = useState(false);
  if (!isForgotten) return <main className="lockpage" />;
  if (hasCode) return <RecoverForm tries={tries} onBack={() => setHasCode(false)} />;
  return (
    <UnlockForm tries={tries} onUseCode={state.hasRecoveryCode ? () => setHasCode(true) : null} />
  );
}
