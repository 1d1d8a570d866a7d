import { useMutation } from "@tanstack/react-query";
import type { JournalState } from "../../../../shared/contract/journal.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { dayAndTime, dayOf, timeOf, today } from "../backups/when.ts";
import { TroublePage } from "../damage/trouble-page.tsx";
import { BusyVerb } from "../lock/busy-verb.tsx";
import { messages } from "./messages.ts";

type OtherWindow = Extract<JournalState, { state: "elsewhere" }>["window"];

/** In the place of a journal that another window has open: who, since when, and taking it over. */
export function ElsewhereScreen({ window: other }: { window: OtherWindow }) {
  const { queries } = useConnection();
  const take = useMutation(queries.journal.takeOver.mutationOptions());
  const look = useMutation(queries.journal.lookAgain.mutationOptions());
  const isBusy = take.isPending || look.isPending;
  const takeOver = (): void => {
    if (isBusy) return;
    look.reset();
    take.mutate(undefined);
  };
  const lookAgain = (): void => {
    if (isBusy) return;
    take.reset();
    look.mutate(undefined);
  };
  useShortcuts({ enter: takeOver });
  const error = take.error ?? look.error;
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
