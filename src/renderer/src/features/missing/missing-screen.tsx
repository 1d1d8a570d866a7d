import { useMutation } from "@tanstack/react-query";
import { useConnection } from "../../api/client.ts";
import { codeOf, sentenceFor } from "../../api/errors.ts";
import { useForgottenJournal, writeKeptTexts } from "../../saving/forget-journal.ts";
import { useUnsaved } from "../../saving/open-texts.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { dayAndTime, dayOf, nameOfDay, timeOf } from "../../ui/when.ts";
import { TroublePage } from "../../ui/trouble-page.tsx";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { messages } from "./messages.ts";

/** In the place of a journal that was here and is not: where it was, and nothing made in its stead. */
export function MissingScreen({ where, lastOpened }: { where: string; lastOpened: string }) {
  const { client } = useConnection();
  const isForgotten = useForgottenJournal();
  const hasKept = useUnsaved() !== undefined;
  const look = useMutation({ mutationFn: () => client.journal.lookAgain().then(writeKeptTexts) });
  const lookAgain = (): void => {
    if (!look.isPending) look.mutate();
  };
  useShortcuts({ enter: lookAgain });
  const isStillMissing = look.isSuccess || codeOf(look.error) === "JOURNAL_MISSING";
  if (!isForgotten) return <main className="lockpage" />;
  return (
    <TroublePage
      title={messages.title}
      lead={messages.lead(messages.on(nameOfDay(dayOf(lastOpened))))}
    >
      <dl className="facts">
        <dt>{messages.lookedIn}</dt>
        <dd>
          <bdi>{where}</bdi>
        </dd>
        <dt>{messages.lastOpened}</dt>
        <dd>{dayAndTime(lastOpened)}</dd>
      </dl>
      <p className="actions">
        <Button look="primary" keys="enter" aria-busy={look.isPending} onClick={lookAgain}>
          <BusyVerb isBusy={look.isPending} rest={messages.lookAgain} busy={messages.looking} />
        </Button>
      </p>
      <div role="status">
        {/* This screen is gone by then, if the journal was there. */}
        {isStillMissing ? (
          <p className="meta">{messages.stillNot(timeOf(look.submittedAt))}</p>
        ) : null}
        {look.isError && !isStillMissing ? (
          <p className="notice">{sentenceFor(look.error)}</p>
        ) : null}
      </div>
      {hasKept ? <p className="meta">{messages.kept}</p> : null}
      <p className="meta">
        {messages.noneMade}
        <br />
        <code>{messages.command}</code>
      </p>
    </TroublePage>
  );
}
