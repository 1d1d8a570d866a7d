import { type FormEvent, useEffect, useRef, useState } from "react";
import { codeOf } from "../../api/errors.ts";
import { LonePage } from "../../ui/lone-page.tsx";
import type { Tries } from "../lock/use-tries.ts";
import { Acts, Notice } from "./acts.tsx";
import { CurrentPassphrase } from "./current-passphrase.tsx";
import { messages } from "./messages.ts";

const { confirm } = messages;

/** The passphrase that stands, before a new code is shown. */
export function ConfirmScreen(props: {
  value: string;
  onChange: (value: string) => void;
  tries: Tries;
  error: unknown;
  isBusy: boolean;
  onDone: () => void;
  onLeave: () => void;
}) {
  const [isMissing, setMissing] = useState(false);
  const [asked, setAsked] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const mustWait = props.tries.left > 0;
  useEffect(() => {
    if (codeOf(props.error) === "WRONG_SECRET") field.current?.focus();
  }, [props.error]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isEmpty = props.value === "";
    setMissing(isEmpty);
    if (isEmpty) field.current?.focus();
    else if (mustWait) setAsked(asked + 1);
    else props.onDone();
  };
  return (
    <LonePage title={confirm.title} lead={confirm.lead} isWide>
      <form onSubmit={submit}>
        <div className="narrow-fields">
          <CurrentPassphrase
            ref={field}
            label={confirm.passphrase}
            value={props.value}
            onChange={(value) => {
              setMissing(false);
              props.onChange(value);
            }}
            error={props.error}
            isMissing={isMissing}
            tries={props.tries}
            asked={asked}
          />
        </div>
        <Notice error={props.error} />
        <Acts
          verb={messages.goOn}
          participle={messages.goingOn}
          isBusy={props.isBusy}
          isBarred={mustWait}
          leave={messages.notNow}
          onLeave={props.onLeave}
        />
      </form>
    </LonePage>
  );
}
