import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Agreement } from "../../../../shared/contract/agreements.ts";
import { addMonths, type LocalDate } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { dateOf } from "../../ui/when.ts";
import { messages } from "./messages.ts";

/** What can be said of an agreement when it is asked about again; each is undone by its toast. */
export function AskingAgain(props: {
  agreement: Agreement;
  today: LocalDate;
  onChange: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
}) {
  const { today } = props;
  const { id, askOn } = props.agreement;
  const { queries } = useConnection();
  const showToast = useToast();
  const onError = (error: Error): void => showToast({ text: sentenceFor(error) });
  const putBack = useMutation(queries.people.askAgreementOn.mutationOptions({ onError }));
  const onSuccess = ({ askOn: next }: Agreement): void =>
    showToast({
      text: next === null ? messages.keptAsIs : messages.askedAgainOn(dateOf(next, today)),
      undo: { label: messages.undo, act: () => putBack.mutate({ id, askOn }) },
    });
  const stillSo = useMutation(queries.people.stillSo.mutationOptions({ onSuccess, onError }));
  const later = useMutation(queries.people.askAgreementOn.mutationOptions({ onSuccess, onError }));
  return (
    <p className="acts">
      {askOn === null ? null : (
        <Button onClick={() => stillSo.mutate({ id })}>{messages.stillSo}</Button>
      )}
      <Button onClick={props.onChange}>{messages.writeChanged}</Button>
      {askOn === null ? null : (
        <Button onClick={() => later.mutate({ id, askOn: addMonths(today, 1) })}>
          {messages.inAMonth}
        </Button>
      )}
      {props.children}
    </p>
  );
}

/** What a person said, in their words. */
export function TheirWords({ words }: { words: string }) {
  return words === "" ? (
    <p className="meta">{messages.noWords}</p>
  ) : (
    <p className="what">
      <q>
        <bdi>{words}</bdi>
      </q>
    </p>
  );
}
