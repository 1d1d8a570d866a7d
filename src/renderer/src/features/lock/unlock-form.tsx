import { type FormEvent, useId, useRef, useState } from "react";
import { useConnection } from "../../api/client.ts";
import { codeOf, sentenceFor } from "../../api/errors.ts";
import { useUnsaved } from "../../saving/open-texts.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { writeKeptTexts } from "../../saving/forget-journal.ts";
import { LonePage } from "../../ui/lone-page.tsx";
import { messages } from "./messages.ts";
import { PassphraseField } from "../../ui/passphrase-field.tsx";
import { useSecretAct } from "../../api/use-secret-act.ts";
import type { Tries } from "./use-tries.ts";
import { WaitLine } from "./wait-line.tsx";

/** The passphrase, and nothing of the journal. */
export function UnlockForm(props: { tries: Tries; onUseCode: (() => void) | null }) {
  const { client } = useConnection();
  const { tries } = props;
  const [passphrase, setPassphrase] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const { isBusy, run } = useSecretAct();
  const waitId = useId();
  const mustWait = tries.left > 0;
  const hasKept = useUnsaved() !== undefined;

  const unlock = async (): Promise<void> => {
    const ending = await run(async () => {
      await client.journal.unlock({ passphrase });
      await writeKeptTexts();
    });
    if (ending?.kind !== "failed") return;
    tries.note(ending.error);
    setPassphrase("");
    // That it has to wait stands below, counted down.
    setError(codeOf(ending.error) === "TRY_LATER" ? null : sentenceFor(ending.error));
    field.current?.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy) return;
    if (mustWait) {
      setAsked(asked + 1);
    } else if (passphrase === "") {
      setError(messages.empty);
      field.current?.focus();
    } else {
      setError(null);
      void unlock();
    }
  };

  return (
    <LonePage title={messages.title} lead={messages.lead}>
      <form onSubmit={submit}>
        <div className="unlock">
          <PassphraseField
            ref={field}
            label={messages.passphrase}
            kind="current"
            value={passphrase}
            onChange={setPassphrase}
            error={error}
            isInvalid={error !== null && passphrase === ""}
            describedBy={mustWait ? waitId : undefined}
            autoFocus
          />
          <Button
            look="primary"
            keys="enter"
            type="submit"
            aria-busy={isBusy}
            aria-disabled={mustWait}
            aria-describedby={mustWait ? waitId : undefined}
          >
            <BusyVerb isBusy={isBusy} rest={messages.unlock} busy={messages.unlocking} />
          </Button>
        </div>
        <WaitLine id={waitId} tries={tries} asked={asked} />
        {hasKept ? <p className="help lock-help">{messages.kept}</p> : null}
        {mustWait || error !== null || hasKept ? null : (
          <p className="help lock-help">{messages.nobodyElse}</p>
        )}
        {props.onUseCode === null ? null : (
          <p className="help other-way">
            <LinkButton onClick={props.onUseCode}>{messages.useCode}</LinkButton>
          </p>
        )}
      </form>
    </LonePage>
  );
}
