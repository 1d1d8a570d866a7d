import { resolve } from "node:path";
import type { Command } from "commander";
import type { ImportOrder } from "../features/imports/read-import.ts";
import { choice, readFolder } from "./arguments.ts";
import { messages } from "./messages.ts";
import { print, tell } from "./output.ts";
import type { Session } from "./session.ts";

/** `import`. */
export function addImportCommands(program: Command, session: Session): void {
  program
    .command("import")
    .description("add the entries of an export")
    .argument("<path>", "the folder of an export, or its stepback.json", readFolder)
    .addOption(
      choice("--from <format>", ["auto", "stepback", "markdown"], ["dayone", "jrnl", "joplin"]),
    )
    .option("--dry-run", "only tell what would be added")
    .action((path: string, options: { from: ImportOrder["from"]; dryRun?: boolean }) =>
      session.withServices(async ({ imports }) => {
        const isDryRun = options.dryRun ?? false;
        const { report, notes } = await imports.run({
          path: resolve(path),
          from: options.from,
          isDryRun,
        });
        for (const { item, note } of notes) tell(messages.ofItem(item, note));
        print(session.options(), report, `${messages.imported(report, isDryRun)}\n`);
        if (session.options().json === true) return;
        for (const { item, reason } of report.skipped) tell(messages.ofItem(item, reason));
      }),
    );
}
