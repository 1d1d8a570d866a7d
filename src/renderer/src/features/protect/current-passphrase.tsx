import { useId, useState } from "react";
import { codeOf, sentenceFor } from "../../api/errors.ts";
import { PassphraseField } from "../../ui/passphrase-field.tsx";
import type { Tries } from "../lock/use-tries.ts";
import { WaitLine } from "../lock/wait-line.tsx";
import { messages } from "./messages.ts";
import type { CurrentPassphraseState } from "./use-current-passphrase.ts";

/** The passphrase that stands, what was wrong with it, and how long the next try has to wait. */
export function CurrentPassphrase(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What the last try failed with. */
  error: unknown;
  tries: Tries;
  field: CurrentPassphraseState;
}) {
  const { isMissing, asked } = props.field;
  const waitId = useId();
  const isWrong = codeOf(props.error) === "WRONG_SECRET";
  const [seen, setSeen] = useState<unknown>(null);
  return (
    <>
      <PassphraseField
        ref={props.field.ref}
        label={props.label}
        kind="current"
        value={props.value}
        onChange={(value) => {
          setSeen(props.error);
          props.field.noteTyping();
          props.onChange(value);
        }}
        error={isMissing ? messages.confirm.empty : isWrong ? sentenceFor(props.error) : null}
        isInvalid={isMissing || (isWrong && seen !== props.error)}
        describedBy={props.tries.left > 0 ? waitId : undefined}
        autoFocus
      />
      <WaitLine id={waitId} tries={props.tries} asked={asked} />
    </>
  );
}
