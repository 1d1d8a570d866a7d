import type { Command } from "commander";
import type { Backup } from "../../shared/contract/backups.ts";
import { messages } from "./messages.ts";
import { EXIT, print, tell } from "./output.ts";
import type { Session } from "./session.ts";

/** `backup create list verify restore`. */
export function addBackupCommands(program: Command, session: Session): void {
  const backup = program.command("backup").description("make, list, verify or restore backups");

  backup
    .command("create")
    .description("make a backup, open it again and check every page")
    .action(() =>
      session.withServices(async () => {
        const made = await session.app.backups.create("asked");
        print(session.options(), made, `${messages.backedUp(made.name, made.entries)}\n`);
      }),
    );

  backup
    .command("list")
    .description("list the backups, newest first")
    .action(() =>
      session.withJournal(({ backups }) => {
        const list = backups.list();
        print(session.options(), { backups: list }, list.map(lineOf).join(""));
      }),
    );

  backup
    .command("verify")
    .description("open a backup and check every page; the newest when no name is given")
    .argument("[name]")
    .action((name: string | undefined) =>
      session.withJournal(async ({ backups }) => {
        const wanted = name ?? backups.list()[0]?.name ?? "";
        const found = await backups.verify(wanted, earlierPassphrase());
        print(
          session.options(),
          found,
          found.ok ? `${messages.backupSound(found.name, found.entries)}\n` : "",
        );
        if (found.ok) return;
        for (const problem of found.problems) tell(`${found.name}: ${problem}`);
        process.exitCode = EXIT.damaged;
      }),
    );

  backup
    .command("restore")
    .description("put a backup in the journal's place; what is there is backed up first")
    .argument("<name>")
    .action((name: string) =>
      session.withJournal(async ({ backups }) => {
        await backups.restore(name, earlierPassphrase());
        print(session.options(), { restored: name }, `${messages.backupRestored(name)}\n`);
      }),
    );
}

/** The passphrase that a backup was made under, where that is an earlier one. */
function earlierPassphrase(): string | undefined {
  return process.env["STEPBACK_BACKUP_PASSPHRASE"] || undefined;
}

function lineOf({ name, entries, opensWith }: Backup): string {
  const note = opensWith === "this_journal" ? "" : `  ${messages.opensWith[opensWith]}`;
  return `${name.padEnd(36)} ${messages.entries(entries)}${note}\n`;
}
