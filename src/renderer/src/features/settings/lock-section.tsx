import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { showShortcut } from "../../ui/shortcuts.ts";
import { LOCK_KEYS } from "../lock/use-idle-lock.ts";
import { ChoiceSetting } from "./choice-setting.tsx";
import { DeviceSwitch } from "./device-switch.tsx";
import { messages } from "./messages.ts";
import { SettingLine } from "./setting-line.tsx";

/** The minutes on offer; the longest carries the word. */
const MINUTES = [
  { value: 1, name: "1" },
  { value: 5, name: "5" },
  { value: 15, name: "15" },
  { value: 30, name: messages.minutes(30) },
] as const;

/** Who can open the journal, and when it closes itself. */
export function LockSection(props: { isProtected: boolean; canChange: boolean }) {
  return (
    <section className="row set">
      <h2 className="m">{messages.lock}</h2>
      <div className="t">
        {props.isProtected ? (
          <Protected canChange={props.canChange} />
        ) : (
          <SettingLine name={messages.isNotProtected} help={messages.notProtectedHelp}>
            {props.canChange ? (
              <Link className="btn quiet" to={ADDRESSES.protect}>
                {messages.protect}
              </Link>
            ) : null}
          </SettingLine>
        )}
      </div>
    </section>
  );
}

function Protected({ canChange }: { canChange: boolean }) {
  const { queries } = useConnection();
  const protection = useQuery(queries.protection.state.queryOptions());
  const device = protection.data?.device ?? null;
  return (
    <>
      <SettingLine name={messages.isProtected}>
        {canChange ? (
          <>
            <Link className="btn plain" to={ADDRESSES.changePassphrase}>
              {messages.change}
            </Link>
            <Link className="btn plain" to={ADDRESSES.newCode}>
              {messages.newCode}
            </Link>
            <Link className="btn plain" to={ADDRESSES.removePassphrase}>
              {messages.remove}
            </Link>
          </>
        ) : null}
      </SettingLine>
      <ChoiceSetting
        setting="lockAfter"
        name={messages.lockAfter}
        label={messages.lockAfterLabel}
        help={messages.lockAfterHelp(showShortcut(LOCK_KEYS))}
        choices={MINUTES}
        inWords={messages.minutes}
        canChange={canChange}
      />
      {device !== null && canChange ? <DeviceSwitch isOn={device} /> : null}
    </>
  );
}
