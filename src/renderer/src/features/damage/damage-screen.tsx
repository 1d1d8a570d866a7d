import { useMutation, useQuery } from "@tanstack/react-query";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { timeOf } from "../../ui/when.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { DamageChoices } from "./damage-choices.tsx";
import { Details } from "./details.tsx";
import { messages } from "./messages.ts";
import { TroublePage } from "../../ui/trouble-page.tsx";
import { Waiting } from "../../ui/waiting.tsx";

/** In the place of a journal whose file does not read as it was written: how to go on. */
export function DamageScreen({ isProtected }: { isProtected: boolean }) {
  const { queries } = useConnection();
  const report = useQuery({
    ...queries.journal.damage.queryOptions(),
    // Reads the whole file and its backups: once for each time this screen comes up, and when asked.
    staleTime: "static",
    gcTime: 0,
  });
  const { data } = report;
  const isAllDamaged = data !== undefined && data.readable === null;
  return (
    <TroublePage
      title={isAllDamaged ? messages.titleOfAll : messages.title}
      lead={`${isProtected ? messages.passphraseIsRight : messages.isThere} ${messages.cause}`}
    >
      {report.isPending ? <Waiting sentence={messages.checking} /> : null}
      {data !== undefined && (data.backup !== null || data.readable !== null) ? (
        <DamageChoices report={data} />
      ) : null}
      {report.isError || (data?.backup === null && data.readable === null) ? (
        <NothingToChoose
          error={report.error}
          problems={data?.problems ?? []}
          readAgain={() => report.refetch()}
        />
      ) : null}
    </TroublePage>
  );
}

/** No backup, nothing readable, or not even an answer: what is left to do. */
function NothingToChoose(props: {
  error: unknown;
  problems: readonly string[];
  readAgain: () => Promise<unknown>;
}) {
  const { queries } = useConnection();
  const look = useMutation(
    // The file may have been brought back meanwhile, or a backup of it.
    queries.journal.lookAgain.mutationOptions({ onSettled: () => props.readAgain() }),
  );
  const lookAgain = (): void => {
    if (!look.isPending) look.mutate(undefined);
  };
  useShortcuts({ enter: lookAgain });
  return (
    <>
      {props.error === null ? (
        <p className="what-is-left">
          {messages.noBackup} {messages.nothingReadable} {messages.whatIsLeft}
        </p>
      ) : (
        <p className="notice" role="alert">
          {sentenceFor(props.error)}
        </p>
      )}
      <div role="status">
        {/* This screen is another one by then, if anything was found. */}
        {look.isSuccess ? (
          <p className="meta">{messages.lookedAgain(timeOf(look.submittedAt))}</p>
        ) : null}
        {look.isError ? <p className="notice">{sentenceFor(look.error)}</p> : null}
      </div>
      <Details label={messages.allBackups} problems={props.problems}>
        <Button look="primary" keys="enter" aria-busy={look.isPending} onClick={lookAgain}>
          <BusyVerb isBusy={look.isPending} rest={messages.lookAgain} busy={messages.looking} />
        </Button>
      </Details>
    </>
  );
}
