import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import type { Handover } from "../../../../shared/contract/handovers.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { DayField, isDayGiven } from "../../ui/day-field.tsx";
import { FormSheet } from "../../ui/form-sheet.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";

/** Notes that the leader took something back, or gave it once more: since when, and one line. */
export function TurnSheet(props: {
  /** Of several it is asked which; they are all with the same one. */
  of: readonly Handover[];
  today: string;
  onClose: () => void;
}) {
  const { of, today, onClose } = props;
  const { queries } = useConnection();
  const showToast = useToast();
  const [chosen, setChosen] = useState(of[0]?.id ?? "");
  const [date, setDate] = useState(today);
  const [note, setNote] = useState("");
  const isTakingBack = of[0]?.isWithThem === true;
  const undo = useMutation(
    queries.people.removeLastTurn.mutationOptions({
      onError: (error) => showToast({ text: sentenceFor(error) }),
    }),
  );
  const onSuccess = ({ id, what }: Handover): void => {
    onClose();
    showToast({
      text: isTakingBack ? messages.takenBack(what) : messages.givenAgain(what),
      undo: { label: messages.undo, act: () => undo.mutate({ id }) },
    });
  };
  const takeBack = useMutation(queries.people.takeBack.mutationOptions({ onSuccess }));
  const giveAgain = useMutation(queries.people.giveAgain.mutationOptions({ onSuccess }));
  const keeping = isTakingBack ? takeBack : giveAgain;
  const keep = (): void => {
    if (isDayGiven(date)) keeping.mutate({ id: chosen, date, note });
  };
  const title = isTakingBack ? messages.tookBackTitle : messages.giveAgainTitle;
  return (
    <FormSheet
      title={of.length === 1 ? `${title}: ${of[0]?.what}` : title}
      isBusy={keeping.isPending}
      notice={keeping.isError ? sentenceFor(keeping.error) : null}
      onKeep={keep}
      onClose={onClose}
    >
      {of.length === 1 ? null : (
        <RadioGroup className="sheet-field" value={chosen} onChange={setChosen}>
          <Label className="label">{messages.turnsOf}</Label>
          {of.map(({ id, what }) => (
            <Radio key={id} value={id} className="radio-row">
              <span className={id === chosen ? "radio on" : "radio"} aria-hidden="true" />
              {what}
            </Radio>
          ))}
        </RadioGroup>
      )}
      <DayField
        label={isTakingBack ? messages.sinceWhen : messages.when}
        value={date}
        onChange={setDate}
        today={today}
        autoFocus
      />
      <TextField
        label={messages.lineLabel}
        placeholder={messages.lineHelp}
        maxLength={2000}
        value={note}
        onChange={setNote}
      />
    </FormSheet>
  );
}
