import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ulid } from "ulid";
import type { Handover } from "../../../../shared/contract/handovers.ts";
import type { NamedPerson } from "../../../../shared/contract/named-person.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { DayField, isDayGiven } from "../../ui/day-field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { messages } from "./messages.ts";
import { SheetFoot } from "./sheet-foot.tsx";

/** Hands something over to a person, or changes the words of what was. */
export function HandoverSheet(props: {
  person: NamedPerson;
  handover?: Handover;
  today: string;
  onClose: () => void;
}) {
  const { person, handover, today, onClose } = props;
  const { queries } = useConnection();
  const form = useId();
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
    <Sheet
      title={handover === undefined ? messages.handOverTo(person.name) : messages.handOverChange}
      onClose={onClose}
    >
      <form
        id={form}
        className="sheet-body"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <div className="sheet-field">
          <label className="label" htmlFor={`${form}-what`}>
            {messages.handOverWhat}
          </label>
          <input
            id={`${form}-what`}
            className="field"
            autoComplete="off"
            placeholder={messages.handOverPlace}
            maxLength={2000}
            value={what}
            autoFocus
            onChange={(event) => setWhat(event.target.value)}
          />
        </div>
        <div className="sheet-field">
          <label className="label" htmlFor={`${form}-far`}>
            {messages.howFar}
          </label>
          <input
            id={`${form}-far`}
            className="field"
            autoComplete="off"
            placeholder={messages.howFarPlace}
            maxLength={2000}
            value={howFar}
            onChange={(event) => setHowFar(event.target.value)}
          />
        </div>
        {handover === undefined ? (
          <DayField label={messages.sinceWhen} value={date} onChange={setDate} today={today} />
        ) : null}
        {keeping.isError ? (
          <p className="notice" role="alert">
            {sentenceFor(keeping.error)}
          </p>
        ) : null}
      </form>
      <SheetFoot form={form} isPending={keeping.isPending} onClose={onClose} />
    </Sheet>
  );
}
