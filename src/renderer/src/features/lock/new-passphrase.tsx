import { type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import { describeError } from "../../../../shared/contract/error-messages.ts";
import { PASSPHRASE_BYTES } from "../../../../shared/contract/protection.ts";
import { LinkButton } from "../../ui/button.tsx";
import { messages } from "./messages.ts";
import { PassphraseField } from "../../ui/passphrase-field.tsx";

const { fields } = messages;

/** A new passphrase as it stands in its two fields. */
export interface TypedTwice {
  first: string;
  again: string;
}

export const NOTHING_TYPED: TypedTwice = { first: "", again: "" };

/** Whether something was typed, twice the same, that can be a passphrase. */
export function isTypedTwice({ first, again }: TypedTwice): boolean {
  return first !== "" && first === again && !isTooLong(first);
}

/** Measured as the core does, so that it is said before a code is on paper. */
function isTooLong(passphrase: string): boolean {
  // Normalised, two units become a byte at least: what is this long need not be counted.
  if (passphrase.length > 4 * PASSPHRASE_BYTES) return true;
  return new TextEncoder().encode(passphrase.normalize("NFKC")).length > PASSPHRASE_BYTES;
}

const TOO_LONG = describeError("PASSPHRASE_REFUSED", {
  reason: "too_long",
  limit: PASSPHRASE_BYTES,
});

/** What the form around the fields can ask of them. */
export interface NewPassphraseHandle {
  /** Says what is missing, and goes to where it is missing. */
  complain: () => void;
  focus: () => void;
}

/** A new passphrase, typed twice because it is not seen. */
export function NewPassphrase(props: {
  label: string;
  value: TypedTwice;
  onChange: (value: TypedTwice) => void;
  error: string | null;
  autoFocus?: boolean;
  ref: Ref<NewPassphraseHandle>;
}) {
  const { value, onChange } = props;
  const [isShown, setShown] = useState(false);
  const [complaint, setComplaint] = useState<"empty" | "differs" | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const help = useId();
  const isLong = isTooLong(value.first);
  const isSame = value.first !== "" && value.first === value.again;

  useImperativeHandle(props.ref, () => ({
    complain() {
      const isEmpty = value.first === "";
      if (!isLong) setComplaint(isEmpty ? "empty" : "differs");
      (isEmpty || isLong ? first : again).current?.focus();
    },
    focus: () => first.current?.focus(),
  }));

  const change = (next: Partial<TypedTwice>): void => {
    setComplaint(null);
    onChange({ ...value, ...next });
  };
  const differs = value.again !== "" && !isSame;
  return (
    <>
      <PassphraseField
        ref={first}
        label={props.label}
        kind="new"
        isShown={isShown}
        value={value.first}
        onChange={(text) => change({ first: text })}
        error={isLong ? TOO_LONG : complaint === "empty" ? fields.empty : props.error}
        autoFocus={props.autoFocus ?? false}
      />
      <PassphraseField
        ref={again}
        label={fields.again}
        kind="new"
        isShown={isShown}
        value={value.again}
        onChange={(text) => change({ again: text })}
        isInvalid={complaint === "differs"}
        describedBy={help}
      />
      <p className={complaint === "differs" ? "error" : "help"}>
        <span id={help} role="status" aria-live="polite">
          {differs || complaint === "differs"
            ? fields.differs
            : isSame
              ? fields.same
              : fields.count}
        </span>{" "}
        <LinkButton onClick={() => setShown(!isShown)}>
          {isShown ? fields.hide : fields.show}
        </LinkButton>
      </p>
    </>
  );
}
