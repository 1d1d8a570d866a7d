import { type FormEvent, useEffect } from "react";
import { codeOf } from "../../api/errors.ts";
import { LonePage } from "../../ui/lone-page.tsx";
import type { Tries } from "../lock/use-tries.ts";
import { Acts, Notice } from "./acts.tsx";
import { CurrentPassphrase } from "./current-passphrase.tsx";
import { messages } from "./messages.ts";
import { useCurrentPassphrase } from "./use-current-passphrase.ts";

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
  const field = useCurrentPassphrase(props.value, props.tries);
  const { ref } = field;
  const mustWait = props.tries.left > 0;
  useEffect(() => {
    if (codeOf(props.error) === "WRONG_SECRET") ref.current?.focus();
  }, [props.error, ref]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    field.submit(props.onDone);
  };
  return (
    <LonePage title={confirm.title} lead={confirm.lead} isWide>
      <form onSubmit={submit}>
        <div className="narrow-fields">
          <CurrentPassphrase
            label={confirm.passphrase}
            value={props.value}
            onChange={props.onChange}
            error={props.error}
            tries={props.tries}
            field={field}
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
