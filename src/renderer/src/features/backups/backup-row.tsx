import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Backup } from "../../../../shared/contract/backups.ts";
import { useConnection } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { messages } from "./messages.ts";
import { PassphraseForm } from "./passphrase-form.tsx";
import { sizeInWords } from "../../ui/size-in-words.ts";
import { useAskInPlace } from "./use-ask-in-place.ts";
import { sentenceForBackup, useRestore } from "./use-restore.ts";
import { dayAndTime, nameOfInstant } from "../../ui/when.ts";

/** One backup, what it holds, and what can be done with it. */
export function BackupRow(props: {
  backup: Backup;
  /** Not where nothing can be written. */
  canRestore: boolean;
  /** The journal that is there now is not backed up but kept. */
  isDamaged: boolean;
  /** Said of each when only some are. */
  saysNotProtected: boolean;
}) {
  const { backup } = props;
  const { queries } = useConnection();
  const title = useId();
  const before = props.isDamaged ? messages.keptBeside : messages.backedUpFirst;
  const restore = useRestore(props.isDamaged);
  const ask = useAskInPlace(() => void restore.start(backup));
  const [isGiving, setGiving] = useState(false);
  const [wasGiving, setWasGiving] = useState(false);
  // Its passphrase opens it, and only restoring takes one.
  const isEarlier = backup.opensWith === "earlier_passphrase";
  const verification = useQuery({
    ...queries.backups.verify.queryOptions({ input: { name: backup.name } }),
    // Reads the whole file: only when it is asked for.
    enabled: false,
    gcTime: 0,
  });
  const asksPassphrase = isGiving || restore.failure?.needsPassphrase === true;
  const when = nameOfInstant(backup.created);
  return (
    <li className="backup">
      <div className="line2">
        <div>
          <span id={title}>{dayAndTime(backup.created)}</span>
          <p className="help">
            {messages.holds(messages.kinds[backup.kind], backup.entries, sizeInWords(backup.bytes))}{" "}
            {isEarlier ? messages.earlier : null}
            {props.saysNotProtected && backup.opensWith === "nothing"
              ? messages.notProtected
              : null}
          </p>
        </div>
        <div className="actions">
          {isEarlier ? null : (
            <Button
              aria-describedby={title}
              aria-busy={verification.isFetching}
              onClick={() => {
                if (!verification.isFetching) void verification.refetch();
              }}
            >
              {verification.isFetching ? messages.verifying : messages.verify}
            </Button>
          )}
          {props.canRestore && !asksPassphrase ? (
            <Button
              look={ask.isAsking ? "quiet" : "plain"}
              aria-describedby={title}
              aria-busy={restore.isBusy}
              // The field is gone, and the focus goes back to what it was asked for.
              autoFocus={wasGiving}
              onClick={isEarlier ? () => setGiving(true) : ask.press}
              onKeyDown={(event) => {
                if (event.key === "Escape") ask.stopAsking();
              }}
            >
              {restore.isBusy
                ? messages.restoring
                : ask.isAsking
                  ? messages.yesGoBack(when)
                  : messages.restore}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="says" role="status">
        {ask.isAsking ? <p className="help">{before}</p> : null}
        {verification.isFetching ? null : verification.error !== null ? (
          <p className="notice">{sentenceForBackup(verification.error)}</p>
        ) : verification.data === undefined ? null : (
          <Verified {...verification.data} />
        )}
        {restore.failure === null || asksPassphrase ? null : (
          <p className="notice">{restore.failure.sentence}</p>
        )}
      </div>
      {props.canRestore && asksPassphrase ? (
        <PassphraseForm
          when={when}
          before={before}
          isBusy={restore.isBusy}
          problem={restore.failure?.sentence ?? null}
          onGive={(passphrase) => {
            setGiving(true);
            void restore.start(backup, passphrase);
          }}
          onCancel={() => {
            setGiving(false);
            setWasGiving(true);
            restore.forgetFailure();
          }}
        />
      ) : null}
    </li>
  );
}

function Verified(props: { ok: boolean; entries: number; problems: readonly string[] }) {
  if (props.ok) return <p className="help">{messages.verified(props.entries)}</p>;
  return (
    <>
      <p className="notice">{messages.notVerified}</p>
      <ul className="problems">
        {props.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </>
  );
}
