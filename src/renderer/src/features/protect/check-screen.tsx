import { type FormEvent, useEffect, useRef, useState } from "react";
import { errorData, sentenceFor } from "../../api/errors.ts";
import type { OldBackups } from "../../../../shared/contract/protection.ts";
import { Button } from "../../ui/button.tsx";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { CodeGrid, HiddenGroup } from "../lock/code-grid.tsx";
import { isWholeGroup } from "../lock/code-reading.ts";
import { LonePage } from "../../ui/lone-page.tsx";
import { Notice } from "./acts.tsx";
import { BackupsChoice } from "./backups-choice.tsx";
import { messages } from "./messages.ts";

const { check } = messages;

/** What was typed back, by the groups' numbers. */
export type TypedGroups = Partial<Record<number, string>>;

/** Some groups typed back in their places: only a code that is on paper is worth anything. */
export function CheckScreen(props: {
  kind: "set" | "renew";
  ask: number[];
  typed: TypedGroups;
  onType: (typed: TypedGroups) => void;
  /** Backups that anybody can read, and what becomes of them. */
  backups: { count: number; value: OldBackups; onChange: (value: OldBackups) => void };
  error: unknown;
  isBusy: boolean;
  onDone: () => void;
  onShowAgain: () => void;
  onLeave: () => void;
}) {
  const { kind, ask, typed, error } = props;
  const [isComplaining, setComplaining] = useState(false);
  const fields = useRef(new Map<number, HTMLInputElement>());
  const missing = ask.find((number) => !isWholeGroup(typed[number] ?? ""));
  const wrong = errorData(error, "CODE_DIFFERS")?.number ?? null;
  useEffect(() => {
    const differs = errorData(error, "CODE_DIFFERS");
    if (differs !== null) fields.current.get(differs.number)?.select();
  }, [error]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setComplaining(missing !== undefined);
    if (missing === undefined) props.onDone();
    else fields.current.get(missing)?.focus();
  };
  const problem =
    isComplaining && missing !== undefined
      ? { number: missing, text: check.incomplete(missing) }
      : wrong === null
        ? null
        : { number: wrong, text: sentenceFor(error) };

  const field = (number: number) => (
    <input
      ref={(element) => {
        if (element === null) fields.current.delete(number);
        else fields.current.set(number, element);
      }}
      className="field"
      aria-label={check.group(number)}
      aria-invalid={problem?.number === number}
      aria-describedby={problem?.number === number ? "group-problem" : "group-help"}
      autoComplete="off"
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      autoFocus={number === ask[0]}
      value={typed[number] ?? ""}
      onChange={(event) => {
        setComplaining(false);
        props.onType({ ...typed, [number]: event.target.value });
      }}
    />
  );
  return (
    <LonePage title={check.title(ask.length)} lead={check.lead[kind](ask)} isWide>
      <form onSubmit={submit}>
        <CodeGrid
          label={messages.code.code}
          renderGroup={(number) => (ask.includes(number) ? field(number) : <HiddenGroup />)}
        />
        {problem === null ? null : (
          <p className="error" id="group-problem" role="alert">
            {problem.text}
          </p>
        )}
        <p className="meta protect-note" id="group-help">
          {check.howTyped}
        </p>
        {props.backups.count === 0 ? null : <BackupsChoice {...props.backups} />}
        <Notice error={error} />
        <p className="actions">
          <Button
            look="primary"
            keys="enter"
            type="submit"
            aria-busy={props.isBusy}
            aria-disabled={missing !== undefined}
          >
            <BusyVerb
              isBusy={props.isBusy}
              rest={check.finish[kind]}
              busy={check.finishing[kind]}
            />
          </Button>
          <Button onClick={props.isBusy ? undefined : props.onShowAgain}>{check.showAgain}</Button>
          <Button onClick={props.isBusy ? undefined : props.onLeave}>{messages.notNow}</Button>
        </p>
      </form>
    </LonePage>
  );
}
