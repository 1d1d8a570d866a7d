import { useId } from "react";

/** A line of text below its label. */
export function TextField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** In characters. */
  maxLength?: number;
  placeholder?: string;
  autoFocus?: boolean | undefined;
  /** What is said below it. */
  help?: string | undefined;
  /** What is wrong with what stands in it, said instead; null while nothing is. */
  error?: string | null;
}) {
  const { help, error = null } = props;
  const id = useId();
  const said = error ?? help;
  return (
    <div className="sheet-field">
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className="field"
        autoComplete="off"
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        value={props.value}
        autoFocus={props.autoFocus}
        aria-invalid={error !== null}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {said === undefined ? null : (
        <p className={error === null ? "help" : "error"} id={`${id}-said`}>
          {said}
        </p>
      )}
    </div>
  );
}
