import { type FormEvent, useEffect, useRef } from "react";
import { errorData, sentenceFor } from "../../api/errors.ts";
import { LonePage } from "../../ui/lone-page.tsx";
import {
  isTypedTwice,
  NewPassphrase,
  type NewPassphraseHandle,
  type TypedTwice,
} from "../lock/new-passphrase.tsx";
import { Acts, Notice } from "./acts.tsx";
import { messages } from "./messages.ts";

const { choose } = messages;

/** The first passphrase, typed twice. */
export function ChooseScreen(props: {
  value: TypedTwice;
  onChange: (value: TypedTwice) => void;
  error: unknown;
  isBusy: boolean;
  onDone: () => void;
  onLeave: () => void;
}) {
  const fields = useRef<NewPassphraseHandle>(null);
  const isRefused = errorData(props.error, "PASSPHRASE_REFUSED") !== null;
  useEffect(() => {
    if (isRefused) fields.current?.focus();
  }, [isRefused]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isTypedTwice(props.value)) props.onDone();
    else fields.current?.complain();
  };
  return (
    <LonePage title={choose.title} lead={choose.lead} isWide>
      <form onSubmit={submit}>
        <div className="narrow-fields">
          <NewPassphrase
            ref={fields}
            label={choose.passphrase}
            value={props.value}
            onChange={props.onChange}
            error={isRefused ? sentenceFor(props.error) : null}
            autoFocus
          />
        </div>
        <p className="meta protect-note">{choose.noAccount}</p>
        <Notice error={props.error} />
        <Acts
          verb={messages.goOn}
          participle={messages.goingOn}
          isBusy={props.isBusy}
          isBarred={!isTypedTwice(props.value)}
          leave={messages.notNow}
          onLeave={props.onLeave}
        />
      </form>
    </LonePage>
  );
}
