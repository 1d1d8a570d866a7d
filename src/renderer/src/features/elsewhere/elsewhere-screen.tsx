import { useMutation } from "@tanstack/react-query";
import type { JournalState } from "../../../../shared/contract/journal.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useForgottenJournal, writeKeptTexts } from "../../saving/forget-journal.ts";
import { useUnsaved } from "../../saving/open-texts.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { dayAndTime, dayOf, timeOf, today } from "../../ui/when.ts";
import { TroublePage } from "../../ui/trouble-page.tsx";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { messages } from "./messages.ts";

type OtherWindow = Extract<JournalState, { state: "elsewhere" }>["window"];

/** In the place of a journal that another window has open: who, since when, and taking it over. */
export function ElsewhereScreen({ window: other }: { window: OtherWindow }) {
  const { client } = useConnection();
  const isForgotten = useForgottenJournal();
  const hasKept = useUnsaved() !== undefined;
  const take = useMutation({ mutationFn: () => client.journal.takeOver().then(writeKeptTexts) });
  const look = useMutation({ mutationFn: () => client.journal.lookAgain().then(writeKeptTexts) });
  const isBusy = take.isPending || look.isPending;
  const takeOver = (): void => {
    if (isBusy) return;
    look.reset();
    take.mutate();
  };
  const lookAgain = (): void => {
    if (isBusy) return;
    take.reset();
    look.mutate();
  };
  useShortcuts({ enter: takeOver });
  const error = take.error ?? look.error;
  if (!isForgotten) return <main className="lockpage" />;
  return (
    <TroublePage title={messages.title} lead={`${whoHasIt(other)} ${messages.oneWriter}`}>
      {error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(error)}
        </p>
      )}
      <p className="actions">
        <Button look="primary" keys="enter" aria-busy={take.isPending} onClick={takeOver}>
          <BusyVerb isBusy={take.isPending} rest={messages.takeOver} busy={messages.takingOver} />
        </Button>
        <Button aria-busy={look.isPending} onClick={lookAgain}>
          <BusyVerb isBusy={look.isPending} rest={messages.lookAgain} busy={messages.looking} />
        </Button>
      </p>
      <div role="status">
        {/* This screen is gone by then, if the other window let go. */}
        {look.isSuccess ? (
          <p className="meta">{messages.stillThere(timeOf(look.submittedAt))}</p>
        ) : null}
      </div>
      <p className="meta">{messages.whatHappens}</p>
      {hasKept ? <p className="meta">{messages.kept}</p> : null}
    </TroublePage>
  );
}

function whoHasIt(other: OtherWindow): string {
  if (other === null) return messages.unknown;
  const { kind, since } = other;
  return messages.since(
    messages.places[kind],
    dayOf(since) === today() ? messages.today(timeOf(since)) : dayAndTime(since),
  );
}
