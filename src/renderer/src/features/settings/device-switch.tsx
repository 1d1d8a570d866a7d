import { useRef, useState } from "react";
import { Checkbox } from "react-aria-components";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { PassphraseField } from "../../ui/passphrase-field.tsx";
import { useSecretAct } from "../../api/use-secret-act.ts";
import { messages } from "./messages.ts";

/** Whether this machine opens the journal by itself. The passphrase is asked for in place. */
export function DeviceSwitch({ isOn }: { isOn: boolean }) {
  const { client } = useConnection();
  const { isBusy, run } = useSecretAct();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const box = useRef<HTMLLabelElement>(null);
  const end = (): void => {
    setWanted(null);
    setPassphrase("");
    setProblem(null);
    // The field goes, and the focus goes back to what it was asked for.
    box.current?.querySelector("input")?.focus();
  };
  useShortcuts({ escape: wanted === null ? undefined : end });
  const keep = async (on: boolean): Promise<void> => {
    setProblem(null);
    const ending = await run(() => client.protection.useDevice({ passphrase, on }));
    if (ending?.kind === "done") end();
    if (ending?.kind === "failed") setProblem(sentenceFor(ending.error));
  };
  const shown = wanted ?? isOn;
  return (
    <div className="line2">
      <div className="device">
        <Checkbox
          ref={box}
          className="check"
          isSelected={shown}
          onChange={(on) => {
            if (isBusy) return;
            if (on === isOn) end();
            else setWanted(on);
          }}
        >
          <CheckBox isOn={shown} />
          <span>
            {messages.device}
            <span className="help">{messages.deviceHelp}</span>
          </span>
        </Checkbox>
        {wanted === null ? null : (
          <form
            className="asks"
            onSubmit={(event) => {
              event.preventDefault();
              if (passphrase !== "") void keep(wanted);
            }}
          >
            <PassphraseField
              label={messages.passphrase}
              kind="current"
              value={passphrase}
              autoFocus
              error={problem}
              onChange={setPassphrase}
            />
            <p className="actions">
              <Button look="quiet" keys="enter" type="submit" aria-busy={isBusy}>
                <BusyVerb
                  isBusy={isBusy}
                  rest={wanted ? messages.turnOn : messages.turnOff}
                  busy={messages.keeping}
                />
              </Button>
              <Button onClick={end}>{messages.cancel}</Button>
            </p>
          </form>
        )}
      </div>
    </div>
  );
}
