import { type FormEvent, type Ref, useId, useRef, useState } from "react";
import { useConnection } from "../../api/client.ts";
import { codeOf, errorData, sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { CodeGrid, HiddenGroup } from "./code-grid.tsx";
import { readGroups } from "./code-reading.ts";
import { writeKeptTexts } from "../../saving/forget-journal.ts";
import { LonePage } from "../../ui/lone-page.tsx";
import { messages } from "./messages.ts";
import {
  isTypedTwice,
  NewPassphrase,
  type NewPassphraseHandle,
  NOTHING_TYPED,
} from "./new-passphrase.tsx";
import { useSecretAct } from "../../api/use-secret-act.ts";
import type { Tries } from "./use-tries.ts";
import { WaitLine } from "./wait-line.tsx";

const { recover } = messages;

/** The recovery code, and the passphrase that it sets. */
export function RecoverForm({ tries, onBack }: { tries: Tries; onBack: () => void }) {
  const { client } = useConnection();
  const [code, setCode] = useState("");
  const [next, setNext] = useState(NOTHING_TYPED);
  const [error, setError] = useState<unknown>(null);
  const [isCodeMissing, setCodeMissing] = useState(false);
  const [asked, setAsked] = useState(0);
  const codeField = useRef<HTMLInputElement>(null);
  const passphrases = useRef<NewPassphraseHandle>(null);
  const { isBusy, run } = useSecretAct();
  const waitId = useId();
  const mustWait = tries.left > 0;
  useShortcuts({ escape: isBusy ? undefined : onBack });

  const send = async (): Promise<void> => {
    const ending = await run(async () => {
      await client.protection.recover({ code, next: next.first });
      await writeKeptTexts();
    });
    if (ending?.kind !== "failed") return;
    tries.note(ending.error);
    setError(ending.error);
    // Neither is emptied: a slip is mended, not typed again.
    if (codeOf(ending.error) === "PASSPHRASE_REFUSED") passphrases.current?.focus();
    else codeField.current?.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy) return;
    setError(null);
    setCodeMissing(code.trim() === "");
    if (code.trim() === "") codeField.current?.focus();
    else if (!isTypedTwice(next)) passphrases.current?.complain();
    else if (mustWait) setAsked(asked + 1);
    else void send();
  };

  const isRefused = errorData(error, "PASSPHRASE_REFUSED") !== null;
  const isOfTheCode =
    errorData(error, "CODE_REFUSED") !== null || errorData(error, "WRONG_SECRET") !== null;
  const isOther =
    error !== null && !isRefused && !isOfTheCode && errorData(error, "TRY_LATER") === null;
  return (
    <LonePage title={recover.title} lead={recover.lead} isWide>
      <form className="recover" onSubmit={submit}>
        <CodeField
          ref={codeField}
          value={code}
          onChange={(text) => {
            setCode(text);
            setCodeMissing(false);
          }}
          error={isCodeMissing ? recover.emptyCode : isOfTheCode ? sentenceFor(error) : null}
        />
        <div className="narrow-fields">
          <NewPassphrase
            ref={passphrases}
            label={recover.next}
            value={next}
            onChange={setNext}
            error={isRefused ? sentenceFor(error) : null}
          />
        </div>
        <WaitLine id={waitId} tries={tries} asked={asked} />
        {isOther ? (
          <p className="notice" role="alert">
            {sentenceFor(error)}
          </p>
        ) : null}
        <p className="actions">
          <Button
            look="primary"
            keys="enter"
            type="submit"
            aria-busy={isBusy}
            aria-disabled={mustWait}
            aria-describedby={mustWait ? waitId : undefined}
          >
            <BusyVerb isBusy={isBusy} rest={recover.set} busy={recover.setting} />
          </Button>
          <Button keys="escape" onClick={isBusy ? undefined : onBack}>
            {recover.back}
          </Button>
        </p>
      </form>
    </LonePage>
  );
}

/** One field for the whole code, with the groups below it as they are read, to be held against paper. */
function CodeField(props: {
  value: string;
  onChange: (value: string) => void;
  error: string | null;
  ref: Ref<HTMLInputElement>;
}) {
  const id = useId();
  const groups = readGroups(props.value);
  return (
    <div>
      <label className="label" htmlFor={id}>
        {recover.code}
      </label>
      <input
        ref={props.ref}
        id={id}
        className="field code-line"
        type="text"
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        value={props.value}
        autoFocus
        aria-invalid={props.error !== null}
        aria-describedby={props.error === null ? `${id}-help` : `${id}-error ${id}-help`}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.error === null ? null : (
        <p className="error" id={`${id}-error`} role="alert">
          {props.error}
        </p>
      )}
      <p className="help" id={`${id}-help`}>
        {recover.howTyped}
      </p>
      <CodeGrid
        className="as-read"
        label={recover.asRead}
        renderGroup={(number) => {
          const group = groups[number - 1] ?? "";
          return group === "" ? <HiddenGroup /> : <b>{group}</b>;
        }}
      />
    </div>
  );
}
