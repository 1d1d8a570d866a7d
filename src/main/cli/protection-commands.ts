import type { Command } from "commander";
import { messages } from "./messages.ts";
import { print } from "./output.ts";
import { currentPassphrase, newPassphrase, recoveryCode, showCode } from "./secrets.ts";
import type { Session } from "./session.ts";

/** `passphrase recover`. */
export function addProtectionCommands(program: Command, session: Session): void {
  const done = (isProtected: boolean, text: string): void =>
    print(session.options(), { protected: isProtected }, `${text}\n`);

  const passphrase = program
    .command("passphrase")
    .description("set, change or remove the journal's passphrase");

  passphrase
    .command("set")
    .description("protect the journal; the recovery code is shown once")
    .action(() =>
      session.withServices(async () => {
        const { protection } = session.app;
        // A protected one is refused before anything is asked for.
        session.app.access.refuseUnlessProtected(false);
        const next = await newPassphrase("STEPBACK_NEW_PASSPHRASE", "STEPBACK_PASSPHRASE");
        const { code, ask } = protection.makeCode();
        const groups = await showCode(code, ask);
        await protection.set(next, groups, "rebuild");
        done(true, messages.passphraseSet);
      }),
    );

  passphrase
    .command("change")
    .description("change the passphrase")
    .action(() =>
      session.withServices(async () => {
        const { protection } = session.app;
        session.app.access.refuseUnlessProtected(true);
        const current = session.givenPassphrase() ?? (await currentPassphrase());
        await protection.change(current, await newPassphrase("STEPBACK_NEW_PASSPHRASE"));
        done(true, messages.passphraseChanged);
      }),
    );

  passphrase
    .command("remove")
    .description("take the protection away")
    .action(() =>
      session.withServices(async () => {
        const { protection } = session.app;
        session.app.access.refuseUnlessProtected(true);
        await protection.remove(session.givenPassphrase() ?? (await currentPassphrase()));
        done(false, messages.passphraseRemoved);
      }),
    );

  program
    .command("recover")
    .description("set another passphrase with the recovery code")
    .action(async () => {
      const code = await recoveryCode();
      const next = await newPassphrase("STEPBACK_NEW_PASSPHRASE", "STEPBACK_PASSPHRASE");
      await session.app.protection.recover(code, next);
      done(true, messages.recovered);
    });
}
