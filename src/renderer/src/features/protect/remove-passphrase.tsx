import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { LonePage } from "../../ui/lone-page.tsx";
import { useSecretAct } from "../../api/use-secret-act.ts";
import { useTries } from "../lock/use-tries.ts";
import { Acts, Notice } from "./acts.tsx";
import { CurrentPassphrase } from "./current-passphrase.tsx";
import { messages } from "./messages.ts";
import { useCurrentPassphrase } from "./use-current-passphrase.ts";

const { remove } = messages;

/** Takes the protection away, and says plainly what that means. */
export function RemovePassphrase() {
  const { client } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const [current, setCurrent] = useState("");
  const [error, setError] = useState<unknown>(null);
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
    const ending = await run(() => client.protection.remove({ passphrase: current }));
    if (ending?.kind === "done") {
      showToast({ text: messages.done.remove });
      void navigate(ADDRESSES.settings, { replace: true });
    } else if (ending?.kind === "failed") {
      tries.note(ending.error);
      setError(ending.error);
      if (field.noteFailure(ending.error)) setCurrent("");
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    field.submit(() => void send());
  };
  return (
    <LonePage title={remove.title} lead={remove.lead} isWide>
      <form onSubmit={submit}>
        <div className="narrow-fields">
          <CurrentPassphrase
            label={remove.passphrase}
            value={current}
            onChange={setCurrent}
            error={error}
            tries={tries}
            field={field}
          />
        </div>
        <Notice error={error} />
        <Acts
          look="danger"
          verb={remove.remove}
          participle={remove.removing}
          isBusy={isBusy}
          isBarred={mustWait}
          leave={messages.keepIt}
          onLeave={leave}
        />
      </form>
    </LonePage>
  );
}
