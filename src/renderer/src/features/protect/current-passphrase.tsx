import { type Ref, useId, useState } from "react";
import { codeOf, sentenceFor } from "../../api/errors.ts";
import { PassphraseField } from "../../ui/passphrase-field.tsx";
import type { Tries } from "../lock/use-tries.ts";
import { WaitLine } from "../lock/wait-line.tsx";
import { messages } from "./messages.ts";

/** The passphrase that stands, what was wrong with it, and how long the next try has to wait. */
export function CurrentPassphrase(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What the last try failed with. */
  error: unknown;
  isMissing: boolean;
  tries: Tries;
  /** How often a try was made too early. */
  asked: number;
  ref: Ref<HTMLInputElement>;
}) {
  const waitId = useId();
  const isWrong = codeOf(props.error) === "WRONG_SECRET";
  const [seen, setSeen] = useState<unknown>(null);
  return (
    <>
      <PassphraseField
        ref={props.ref}
        label={props.label}
        kind="current"
        value={props.value}
        onChange={(value) => {
          setSeen(props.error);
          props.onChange(value);
        }}
        error={props.isMissing ? messages.confirm.empty : isWrong ? sentenceFor(props.error) : null}
        isInvalid={props.isMissing || (isWrong && seen !== props.error)}
        describedBy={props.tries.left > 0 ? waitId : undefined}
        autoFocus
      />
      <WaitLine id={waitId} tries={props.tries} asked={props.asked} />
    </>
  );
}
