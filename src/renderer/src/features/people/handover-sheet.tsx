import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ulid } from "ulid";
import type { Handover } from "../../../../shared/contract/handovers.ts";
import type { NamedPerson } from "../../../../shared/contract/named-person.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { DayField, isDayGiven } from "../../ui/day-field.tsx";
import { FormSheet } from "../../ui/form-sheet.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { messages } from "./messages.ts";

/** Hands something over to a person, or changes the words of what was. */
export function HandoverSheet(props: {
  person: NamedPerson;
  handover?: Handover;
  today: string;
  onClose: () => void;
}) {
  const { person, handover, today, onClose } = props;
  const { queries } = useConnection();
  const [id] = useState(() => ulid());
  const [what, setWhat] = useState(handover?.what ?? "");
  const [howFar, setHowFar] = useState(handover?.howFar ?? "");
  const [date, setDate] = useState(today);
  const handOver = useMutation(
    queries.people.handOver.mutationOptions({ onSuccess: () => onClose() }),
  );
  const change = useMutation(
    queries.people.changeHandover.mutationOptions({ onSuccess: () => onClose() }),
  );
  const keeping = handover === undefined ? handOver : change;
  const keep = (): void => {
    if (handover !== undefined) {
      change.mutate({ id: handover.id, revision: handover.revision, what, howFar });
    } else if (isDayGiven(date)) {
      handOver.mutate({ id, person: person.name, what, howFar, date });
    }
  };
  return (
    <FormSheet
      title={handover === undefined ? messages.handOverTo(person.name) : messages.handOverChange}
      isBusy={keeping.isPending}
      notice={keeping.isError ? sentenceFor(keeping.error) : null}
      onKeep={keep}
      onClose={onClose}
    >
      <TextField
        label={messages.handOverWhat}
        placeholder={messages.handOverPlace}
        maxLength={2000}
        value={what}
        autoFocus
        onChange={setWhat}
      />
      <TextField
        label={messages.howFar}
        placeholder={messages.howFarPlace}
        maxLength={2000}
        value={howFar}
        onChange={setHowFar}
      />
      {handover === undefined ? (
        <DayField label={messages.sinceWhen} value={date} onChange={setDate} today={today} />
      ) : null}
    </FormSheet>
  );
}
