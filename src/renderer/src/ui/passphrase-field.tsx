import { type Ref, useId } from "react";

/** One passphrase to type. What is wrong with it stands below, and is said. */
export function PassphraseField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Whether it is the passphrase that stands, or one that is being set. */
  kind: "current" | "new";
  isShown?: boolean;
  error?: string | null;
  /** The error stays to be read while something else is typed, and only the line goes back. */
  isInvalid?: boolean;
  describedBy?: string | undefined;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}) {
  const id = useId();
  const error = props.error ?? null;
  const descriptions = [error === null ? undefined : `${id}-error`, props.describedBy];
  return (
    <div className="passphrase">
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <input
        ref={props.ref}
        id={id}
        className="field"
        type={props.isShown === true ? "text" : "password"}
        autoComplete={props.kind === "new" ? "new-password" : "current-password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        value={props.value}
        autoFocus={props.autoFocus}
        aria-invalid={props.isInvalid ?? error !== null}
        aria-describedby={descriptions.filter((one) => one !== undefined).join(" ") || undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {error === null ? null : (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
