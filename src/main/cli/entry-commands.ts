import { type Command, Option } from "commander";
import type { ListedEntry } from "../../shared/contract/entries.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { LocalDate } from "../../shared/journal/local-date.ts";
import { FileNames } from "../features/exports/file-names.ts";
import { entryToMarkdown, withQuestions } from "../features/exports/entry-markdown.ts";
import {
  collect,
  collectNames,
  type FilterOptions,
  filterOf,
  KINDS,
  readCount,
  readDate,
} from "./arguments.ts";
import type { PeopleService } from "../features/people/people.service.ts";
import { messages } from "./messages.ts";
import { print, UsageError } from "./output.ts";
import { readMarkdown } from "./read-text.ts";
import type { Session } from "./session.ts";

/** Adds the options that choose entries, the same wherever entries are chosen. */
export function withFilters(
  command: Command,
  to = new Option("--to <date>", "up to this day").argParser(readDate),
): Command {
  return command
    .option("--from <date>", "from this day on", readDate)
    .addOption(to)
    .addOption(new Option("--kind <kind>", "of this kind").choices(KINDS))
    .option("--theme <theme>", "with an answer to a prompt of this theme")
    .option("--person <name>", "with this person")
    .option("--tag <tag>", "with this tag")
    .option("--starred", "with a star")
    .option("--text <text>", "with this text");
}

/** The filter of a command. @throws StepbackError NOT_FOUND for a theme or person there is not. */
export function checkedFilter(
  session: Session,
  people: Pick<PeopleService, "named">,
  options: FilterOptions,
) {
  const { theme, person } = options;
  if (theme !== undefined && session.app.prompts.theme(theme) === null) {
    throw new StepbackError("NOT_FOUND", { what: "theme", id: theme });
  }
  if (person !== undefined && people.named(person) === null) {
    throw new StepbackError("NOT_FOUND", { what: "person", id: person });
  }
  return filterOf(options);
}

/** `write edit delete restore list show`. */
export function addEntryCommands(program: Command, session: Session): void {
  program
    .command("write")
    .description("write a free entry from Markdown")
    .argument("<file>", "a Markdown file, or - for standard input")
    .option("--title <title>", "its title")
    .option("--date <date>", "its day, today when left out", readDate)
    .option("--tag <tag>", "a tag; may be given several times", collect)
    .option("--with <name>", "with whom; may be given several times", collectNames)
    .option("--star", "give it a star")
    .action(
      (
        file: string,
        options: {
          title?: string;
          date?: LocalDate;
          tag?: string[];
          with?: string[];
          star?: boolean;
        },
      ) => {
        const document = readMarkdown(file);
        return session.withServices(({ entries }) => {
          const entry = entries.write({
            title: options.title ?? "",
            tags: options.tag ?? [],
            people: options.with ?? [],
            starred: options.star ?? false,
            document,
            date: options.date,
          });
          print(session.options(), entry, `${messages.wrote(entry.id)}\n`);
        });
      },
    );

  program
    .command("edit")
    .description("change what is said of an entry")
    .argument("<id>")
    .option("--title <title>", "its title")
    .option("--date <date>", "its day", readDate)
    .option("--tag <tag>", "its tags from now on; may be given several times", collect)
    .option("--with <name>", "with whom from now on; may be given several times", collectNames)
    .action((id: string, options: EditOptions) => {
      const { title, date, tag, with: names } = options;
      if ([title, date, tag, names].every((given) => given === undefined)) {
        throw new UsageError(messages.nothingToChange);
      }
      return session.withServices(({ entries }) => {
        const entry = entries.change({
          id,
          title,
          date,
          tags: tag,
          with: names,
        });
        print(session.options(), entry, `${messages.changed(id)}\n`);
      });
    });

  program
    .command("delete")
    .description("put an entry into the bin")
    .argument("<id>")
    .action((id: string) =>
      session.withServices(({ entries }) =>
        print(session.options(), entries.delete(id), `${messages.deleted(id)}\n`),
      ),
    );

  program
    .command("restore")
    .description("take an entry out of the bin")
    .argument("<id>")
    .action((id: string) =>
      session.withServices(({ entries }) =>
        print(session.options(), entries.restore(id), `${messages.restored(id)}\n`),
      ),
    );

  withFilters(program.command("list").description("list entries, newest first"))
    .option("--limit <count>", "at most so many", readCount(0), 50)
    .option("--offset <count>", "after so many", readCount(0), 0)
    .action((options: FilterOptions & { limit: number; offset: number }) =>
      session.withServices(({ entries, people }) => {
        const { limit, offset } = options;
        const filter = checkedFilter(session, people, options);
        const { total, entries: listed } = entries.list({ filter, limit, offset });
        const value = { total, entries: listed.map(withoutText) };
        print(session.options(), value, listed.map(lineOf).join(""));
      }),
    );

  program
    .command("show")
    .description("show one entry")
    .argument("<id>")
    .addOption(new Option("--format <format>", "as Markdown or JSON").choices(["markdown", "json"]))
    .action((id: string, options: { format?: "markdown" | "json" }) =>
      session.withServices(({ entries, attachments }) => {
        const entry = entries.read(id);
        if (entry === null) throw new StepbackError("NOT_FOUND", { what: "entry", id });
        const json = options.format === "json" || session.options().json === true;
        const names = new FileNames();
        // As an export has it, so that the text is the same.
        const fileOf = (sha256: string): string | null => {
          const picture = attachments.find(sha256);
          return picture && names.nameForPicture(picture);
        };
        const whole = withQuestions(entry, entries.allSections);
        print({ json }, entry, entryToMarkdown(whole, fileOf));
      }),
    );
}

interface EditOptions {
  title?: string;
  date?: LocalDate;
  tag?: string[];
  with?: string[];
}

/** An entry as `list` prints it: what stands for its text in a list is the window's. */
function withoutText({
  excerpt,
  question,
  ...entry
}: ListedEntry): Omit<ListedEntry, "excerpt" | "question"> {
  void [excerpt, question];
  return entry;
}

function lineOf(entry: ListedEntry): string {
  return `${entry.date}  ${entry.kind.padEnd(6)}  ${entry.id}  ${titleOf(entry)}\n`;
}

/** What stands for an entry that has no title. */
function titleOf(entry: Pick<ListedEntry, "title" | "kind" | "week" | "question">): string {
  if (entry.title !== "") return entry.title;
  return entry.kind === "weekly" ? entry.week : (entry.question ?? messages.untitled);
}
