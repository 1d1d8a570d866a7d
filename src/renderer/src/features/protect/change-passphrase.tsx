import { type FormEvent, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { codeOf, sentenceFor } from "../../api/errors.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { LonePage } from "../../ui/lone-page.tsx";
import {
  isTypedTwice,
  NewPassphrase,
  type NewPassphraseHandle,
  NOTHING_TYPED,
} from "../lock/new-passphrase.tsx";
import { useSecretAct } from "../../api/use-secret-act.ts";
import { useTries } from "../lock/use-tries.ts";
import { Acts, Notice } from "./acts.tsx";
import { CurrentPassphrase } from "./current-passphrase.tsx";
import { messages } from "./messages.ts";
import { useCurrentPassphrase } from "./use-current-passphrase.ts";

const { change } = messages;

/** Another passphrase in the place of the one that stands. */
export function ChangePassphrase() {
  const { client } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState(NOTHING_TYPED);
  const [error, setError] = useState<unknown>(null);
  const nextFields = useRef<NewPassphraseHandle>(null);
  const tries = useTries();
  const field = useCurrentPassphrase(current, tries);
  const { isBusy, run } = useSecretAct();
  const mustWait = tries.left > 0;
  const leave = (): void => {
    if (!isBusy) void navigate(ADDRESSES.settings, { replace: true });
  };
  useShortcuts({ escape: leave });

  const send = async (): Promise<void> => {
    setError(null);
    const ending = await run(() =>
      client.protection.change({ passphrase: current, next: next.first }),
    );
    if (ending?.kind === "done") {
      showToast({ text: messages.done.change });
      void navigate(ADDRESSES.settings, { replace: true });
    } else if (ending?.kind === "failed") {
      tries.note(ending.error);
      setError(ending.error);
      if (field.noteFailure(ending.error)) {
        setCurrent("");
      } else if (codeOf(ending.error) === "PASSPHRASE_REFUSED") {
        nextFields.current?.focus();
      }
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    field.submit(
      () => void send(),
      () => {
        if (!isTypedTwice(next)) nextFields.current?.complain();
        return isTypedTwice(next);
      },
    );
  };
  return (
    <LonePage title={change.title} lead={change.lead} isWide>
      <form onSubmit={submit}>
        <div className="narrow-fields">
          <CurrentPassphrase
            label={change.current}
            value={current}
            onChange={setCurrent}
            error={error}
            tries={tries}
            field={field}
          />
          <NewPassphrase
            ref={nextFields}
            label={change.next}
            value={next}
            onChange={setNext}
            error={codeOf(error) === "PASSPHRASE_REFUSED" ? sentenceFor(error) : null}
          />
        </div>
        <Notice error={error} />
        <Acts
          verb={change.change}
          participle={change.changing}
          isBusy={isBusy}
          isBarred={mustWait || current === "" || !isTypedTwice(next)}
          leave={messages.notNow}
          onLeave={leave}
        />
      </form>
    </LonePage>
  );
}
