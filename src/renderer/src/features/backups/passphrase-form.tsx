import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { PassphraseField } from "../../ui/passphrase-field.tsx";
import { messages } from "./messages.ts";

/** Asks, in the row of a backup, for the passphrase that it was made under. Giving it restores. */
export function PassphraseForm(props: {
  /** The backup's shortest name. */
  when: string;
  /** What becomes of the journal that is there now. */
  before: string;
  isBusy: boolean;
  problem: string | null;
  onGive: (passphrase: string) => void;
  onCancel: () => void;
}) {
  const [passphrase, setPassphrase] = useState("");
  useShortcuts({ escape: props.onCancel });
  return (
    <form
      className="asks"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== "" && !props.isBusy) props.onGive(passphrase);
      }}
    >
      <PassphraseField
        label={messages.passphrase}
        kind="current"
        value={passphrase}
        autoFocus
        error={props.problem}
        onChange={setPassphrase}
      />
      <p className="help">{props.before}</p>
      <p className="actions">
        <Button look="quiet" keys="enter" type="submit" aria-busy={props.isBusy}>
          <BusyVerb
            isBusy={props.isBusy}
            rest={messages.goBack(props.when)}
            busy={messages.restoring}
          />
        </Button>
        <Button onClick={props.onCancel}>{messages.cancel}</Button>
      </p>
    </form>
  );
}
