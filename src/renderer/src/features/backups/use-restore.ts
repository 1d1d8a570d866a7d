import { useState } from "react";
import { useConnection } from "../../api/client.ts";
import { errorData, sentenceFor } from "../../api/errors.ts";
import { writeKeptTexts } from "../../saving/forget-journal.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { useToast } from "../../ui/toast.tsx";
import { useSecretAct } from "../../api/use-secret-act.ts";
import { messages } from "./messages.ts";
import { dayAndTime } from "../../ui/when.ts";

/** One plain sentence for what reading or restoring a backup failed with. */
export function sentenceForBackup(error: unknown): string {
  const reason = errorData(error, "BACKUP_REFUSED")?.reason;
  return reason === "missing" ? messages.gone : sentenceFor(error);
}

/**
 * Puts a backup in the journal's place, after everything on this page is written.
 * @param isDamaged nothing can be written before; what was kept in memory is written afterwards.
 */
export function useRestore(isDamaged: boolean) {
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
    if (!isDamaged && !(await flushTexts())) {
      setFailure({ sentence: messages.unsaved, needsPassphrase: false });
      return;
    }
    const given = passphrase === undefined ? {} : { passphrase };
    const ending = await run(async () => {
      await client.backups.restore({ name: backup.name, ...given });
      await writeKeptTexts();
    });
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
