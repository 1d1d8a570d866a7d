import { Argument, type Command } from "commander";
import { type Outcome, outcome } from "../../shared/contract/commitments.ts";
import type { Moment } from "../../shared/contract/moments.ts";
import type { Week } from "../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../shared/journal/local-date.ts";
import type { WeekOutlook } from "../features/weekly/weekly-needs.ts";
import { readDate, readPersonName, readWeek } from "./arguments.ts";
import { messages } from "./messages.ts";
import { print, UsageError } from "./output.ts";
import { readMarkdown } from "./read-text.ts";
import type { Session } from "./session.ts";

/** `weekly answer commit outcome`. */
export function addWeeklyCommands(program: Command, session: Session): void {
  program
    .command("weekly")
    .description("a week as the ritual would open it")
    .option("--week <week>", "the week, this one when left out", readWeek)
    .action((options: { week?: Week }) =>
      session.withServices(({ weekly }) => {
        const outlook = weekly.outlook(options.week ?? weekly.today().week);
        print(session.options(), outlook, outlookText(outlook));
      }),
    );

  program
    .command("answer")
    .description("write the answer to a prompt into a week's reflection, or about one person")
    .argument("<prompt>", "the prompt's id")
    .argument("<file>", "a Markdown file, or - for standard input")
    .option("--week <week>", "the week, this one when left out", readWeek)
    .option("--date <date>", "the day it is written or the reflection begun, today", readDate)
    .option(
      "--with <name>",
      "about whom, for a prompt that is asked about one person",
      readPersonName,
    )
    .action(
      (
        promptId: string,
        file: string,
        options: { week?: Week; date?: LocalDate; with?: string },
      ) => {
        const { week, date, with: name } = options;
        if (name !== undefined && week !== undefined) throw new UsageError(messages.weekOrPerson);
        const document = readMarkdown(file);
        return session.withServices(({ weekly, answering }) => {
          const section =
            name === undefined
              ? weekly.answer({ promptId, document, week, date })
              : answering.answerAbout({
                  promptId,
                  document,
                  name,
                  ...(date === undefined ? {} : { date }),
                });
          print(session.options(), section, `${messages.wrote(section.id)}\n`);
        });
      },
    );

  program
    .command("commit")
    .description("make a commitment for the week after")
    .argument("<text>", "what you will do")
    .option("--when <situation>", "in which situation")
    .option("--with <name>", "with whom", readPersonName)
    .option("--week <week>", "the week it is made in, this one when left out", readWeek)
    .action((action: string, options: { when?: string; with?: string; week?: Week }) =>
      session.withServices(({ weekly }) => {
        const commitment = weekly.commit({
          action,
          situation: options.when ?? null,
          person: options.with,
          week: options.week,
        });
        print(session.options(), commitment, `${messages.committed(commitment.dueWeek)}\n`);
      }),
    );

  program
    .command("outcome")
    .description("say how a commitment went")
    .argument("<id>", "the commitment's id")
    .addArgument(new Argument("<outcome>", "how it went").choices(outcome.options))
    .argument("[note]", "what happened, in one line")
    .option("--carry", "carry it over to the week after")
    .option("--week <week>", "the week that asks, this one when left out", readWeek)
    .action(
      (
        id: string,
        said: Outcome,
        note: string | undefined,
        options: { carry?: true; week?: Week },
      ) =>
        session.withServices(({ weekly }) => {
          const commitment = weekly.say({
            id,
            week: options.week ?? weekly.today().week,
            outcome: said,
            note: note ?? null,
            carry: options.carry,
          });
          print(session.options(), commitment, `${messages.saidOf(commitment)}\n`);
        }),
    );
}

function momentText({ date, kind, person, text }: Moment): string {
  const withWhom = person === null ? "" : ` with ${person.name}`;
  return `${date} ${messages.moment[kind]}${withWhom}: ${text}\n`;
}

function outlookText(outlook: WeekOutlook): string {
  const commitments = outlook.commitments.map(({ action }) => `- ${action}\n`).join("");
  const moments = outlook.moments.map(momentText).join("");
  const prompts = outlook.prompts.map(({ id, text }) => `${id}: ${text}\n`).join("");
  const parts = [commitments, moments, prompts].filter((part) => part !== "");
  return `${outlook.week}\n\n${parts.join("\n")}`;
}
