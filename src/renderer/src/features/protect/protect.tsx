import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { OldBackups } from "../../../../shared/contract/protection.ts";
import { ADDRESSES } from "../../addresses.ts";
import { type Client, useConnection } from "../../api/client.ts";
import { codeOf } from "../../api/errors.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { NOTHING_TYPED } from "../lock/new-passphrase.tsx";
import { useSecretAct } from "../../api/use-secret-act.ts";
import { useTries } from "../lock/use-tries.ts";
import { CheckScreen, type TypedGroups } from "./check-screen.tsx";
import { ChooseScreen } from "./choose-screen.tsx";
import { CodeScreen } from "./code-screen.tsx";
import { ConfirmScreen } from "./confirm-screen.tsx";
import { messages } from "./messages.ts";

type MadeCode = Awaited<ReturnType<Client["protection"]["makeCode"]>>;

/** Sets the first passphrase: passphrase, code, check. */
export function Protect() {
  return <Flow kind="set" />;
}

/** Another recovery code in the place of the old one: passphrase, code, check. */
export function RenewCode() {
  return <Flow kind="renew" />;
}

/** Three screens; nothing is changed before the last succeeds, and leaving is always possible. */
function Flow({ kind }: { kind: "set" | "renew" }) {
  const { client, queries } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const state = useQuery({ ...queries.protection.state.queryOptions(), refetchOnMount: "always" });
  const [screen, setScreen] = useState<"passphrase" | "code" | "check">("passphrase");
  const [chosen, setChosen] = useState(NOTHING_TYPED);
  const [current, setCurrent] = useState("");
  const [made, setMade] = useState<MadeCode | null>(null);
  const [isAnother, setAnother] = useState(false);
  const [typed, setTyped] = useState<TypedGroups>({});
  const [backups, setBackups] = useState<OldBackups>("rebuild");
  const [error, setError] = useState<unknown>(null);
  const tries = useTries();
  const { isBusy, run } = useSecretAct();

  const home = kind === "set" ? ADDRESSES.today : ADDRESSES.settings;
  const leave = (): void => {
    // What has begun to be written is not left.
    if (!isBusy) void navigate(home, { replace: true });
  };
  useShortcuts({ escape: leave });

  const toCode = async (): Promise<void> => {
    setError(null);
    // Back from the check because of the passphrase: the code is on paper already.
    if (made !== null) {
      setScreen("check");
      return;
    }
    const ending = await run(async () => {
      if (kind === "renew") await client.protection.check({ passphrase: current });
      setMade(await client.protection.makeCode());
    });
    if (ending?.kind === "done") setScreen("code");
    else if (ending?.kind === "failed") fail(ending.error);
  };

  /** The code on paper is not waited for any more: there is another one to write down. */
  const toAnotherCode = async (): Promise<void> => {
    const ending = await run(async () => setMade(await client.protection.makeCode()));
    if (ending?.kind === "done") {
      setTyped({});
      setAnother(true);
      setScreen("code");
    } else if (ending?.kind === "failed") {
      setError(ending.error);
    }
  };

  const finish = async (): Promise<void> => {
    if (made === null) return;
    const groups = made.ask.map((number) => ({ number, text: typed[number] ?? "" }));
    setError(null);
    const ending = await run(() =>
      kind === "set"
        ? client.protection.set({ passphrase: chosen.first, groups, backups })
        : client.protection.renewCode({ passphrase: current, groups }),
    );
    if (ending?.kind === "done") {
      showToast({ text: messages.done[kind] });
      void navigate(home, { replace: true });
    } else if (ending?.kind === "failed") {
      fail(ending.error);
    }
  };

  const fail = (failure: unknown): void => {
    tries.note(failure);
    const code = codeOf(failure);
    if (code === "NO_CODE") {
      void toAnotherCode();
      return;
    }
    setError(failure);
    if (code === "WRONG_SECRET") setCurrent("");
    if (code === "WRONG_SECRET" || code === "TRY_LATER" || code === "PASSPHRASE_REFUSED") {
      setScreen("passphrase");
    }
  };

  if (made !== null && screen === "code") {
    return (
      <CodeScreen
        code={made.code}
        isAnother={isAnother}
        onDone={() => setScreen("check")}
        onLeave={leave}
      />
    );
  }
  const common = { error, isBusy, onLeave: leave };
  if (made !== null && screen === "check") {
    const count = kind === "set" ? (state.data?.unprotectedBackups ?? 0) : 0;
    return (
      <CheckScreen
        {...common}
        kind={kind}
        ask={made.ask}
        typed={typed}
        onType={setTyped}
        backups={{ count, value: backups, onChange: setBackups }}
        onDone={finish}
        onShowAgain={() => {
          setError(null);
          setScreen("code");
        }}
      />
    );
  }
  return kind === "set" ? (
    <ChooseScreen {...common} value={chosen} onChange={setChosen} onDone={toCode} />
  ) : (
    <ConfirmScreen
      {...common}
      value={current}
      onChange={setCurrent}
      tries={tries}
      onDone={toCode}
    />
  );
}
