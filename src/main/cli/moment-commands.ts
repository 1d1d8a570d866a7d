import { type Command, Option } from "commander";
import {
  type Invited,
  invited,
  type MomentKind,
  momentKind,
} from "../../shared/contract/moments.ts";
import { readInstant, readMomentText, readPersonName } from "./arguments.ts";
import { messages } from "./messages.ts";
import { print } from "./output.ts";
import type { Session } from "./session.ts";

interface MomentOptions {
  kind: MomentKind;
  with?: string;
  invited?: Invited;
  theme?: string;
  at?: string;
}

/** `moment`. */
export function addMomentCommands(program: Command, session: Session): void {
  program
    .command("moment")
    .description("log a moment")
    .argument("<text>", "what happened", readMomentText)
    .addOption(
      new Option("--kind <kind>", "what you did").choices(momentKind.options).makeOptionMandatory(),
    )
    .option("--with <name>", "with whom", readPersonName)
    .addOption(
      new Option("--invited <how>", "whether stepping in was asked for").choices(invited.options),
    )
    .option("--theme <theme>", "a theme of the library")
    .option("--at <instant>", "when it happened, now when left out", readInstant)
    .action((text: string, options: MomentOptions) =>
      session.withServices(({ moments }) => {
        const { kind, at } = options;
        const moment = moments.add({
          kind,
          text,
          person: options.with ?? null,
          invited: options.invited ?? null,
          theme: options.theme ?? null,
          ...(at === undefined ? {} : { at }),
        });
        print(session.options(), moment, `${messages.momentKept(moment.week, moment.date)}\n`);
      }),
    );
}
