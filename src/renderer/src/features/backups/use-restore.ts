import { useState } from "react";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { useToast } from "../../ui/toast.tsx";
import { errorData } from "../lock/error-data.ts";
import { useSecretAct } from "../lock/use-secret-act.ts";
import { messages } from "./messages.ts";
import { dayAndTime } from "./when.ts";

/** One plain sentence for what reading or restoring a backup failed with. */
export function sentenceForBackup(error: unknown): string {
  const reason = errorData(error, "BACKUP_REFUSED")?.reason;
  return reason === "missing" ? messages.gone : sentenceFor(error);
}

/** Puts a backup in the journal's place, after everything on this page is written. */
export function useRestore() {
  const { client } = useConnection();
  const showToast = useToast();
  const { isBusy, run } = useSecretAct();
  const [failure, setFailure] = useState<{ sentence: string; needsPassphrase: boolean } | null>(
    null,
  );
  const start = async (
    backup: { name: string; created: string },
    passphrase?: string,
  ): Promise<void> => {
    setFailure(null);
    if (!(await flushTexts())) {
      setFailure({ sentence: messages.unsaved, needsPassphrase: false });
      return;
    }
    const given = passphrase === undefined ? {} : { passphrase };
    const ending = await run(() => client.backups.restore({ name: backup.name, ...given }));
    // Everything was read again by now, and another view may be on the screen.
    if (ending?.kind === "done") {
      showToast({ text: messages.restored(dayAndTime(backup.created)) });
    } else if (ending !== null) {
      const { error } = ending;
      const reason = errorData(error, "BACKUP_REFUSED")?.reason;
      const isOther = errorData(error, "WRONG_SECRET") !== null;
      setFailure({
        sentence: isOther ? messages.otherPassphrase : sentenceForBackup(error),
        needsPassphrase: reason === "earlier_passphrase",
      });
    }
  };
  return { start, isBusy, failure, forgetFailure: () => setFailure(null) };
}
