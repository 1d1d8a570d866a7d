import { basename } from "node:path";
import { type Command, Option } from "commander";
import { StepbackError } from "../../shared/contract/errors.ts";
import { PACK_BYTES, type PackTrouble } from "../../shared/contract/pack-problems.ts";
import { packTroubleSentence } from "../../shared/contract/pack-sentences.ts";
import type { Cadence, Prompt, Theme } from "../../shared/contract/prompts.ts";
import { CADENCES } from "./arguments.ts";
import { messages } from "./messages.ts";
import { CommandError, print, tell } from "./output.ts";
import { readPlainText } from "./read-text.ts";
import type { Session } from "./session.ts";

interface Chosen {
  themes: Theme[];
  /** `hidden` stands only with those that are. */
  prompts: (Prompt & { hidden?: true })[];
}

const TOO_LARGE: PackTrouble = {
  problems: [{ kind: "too_large", line: 1, limit: PACK_BYTES }],
  count: 1,
  others: 0,
};

/** What is wrong with a pack, with the name of its file. */
function refusalOf(file: string, trouble: PackTrouble, cause?: unknown): CommandError {
  const sentence = packTroubleSentence(trouble);
  return new CommandError(
    messages.ofItem(file === "-" ? messages.standardInput : basename(file), sentence),
    { cause },
  );
}

/** `prompts` and `prompts add`. */
export function addPromptCommands(program: Command, session: Session): void {
  const prompts = program
    .command("prompts")
    .description("list the prompt library")
    .option("--theme <theme>", "of this theme")
    .addOption(new Option("--cadence <cadence>", "of this cadence").choices(CADENCES))
    .action(async (options: { theme?: string; cadence?: Cadence }) => {
      const { app } = session;
      for (const problem of app.prompts.library().problems) tell(messages.libraryProblem(problem));
      const chosen = await chooseFrom(session, options);
      print(session.options(), chosen, chosen.prompts.map(promptText).join(""));
    });

  prompts
    .command("add")
    .description("add a pack of prompts, or its new version")
    .argument("<file>", "a YAML file, or - for standard input")
    .action((file: string) => {
      const yaml = readPlainText(file, PACK_BYTES);
      if (yaml === null) throw refusalOf(file, TOO_LARGE);
      return session.withServices(({ packs }) => {
        try {
          const added = packs.add(yaml);
          print(session.options(), added, `${messages.packAdded(added)}\n`);
        } catch (error) {
          if (!(error instanceof StepbackError) || error.code !== "PACK_REFUSED") throw error;
          throw refusalOf(file, error.data as PackTrouble, error);
        }
      });
    });
}

/** The library of the journal, or the built-in one where there is no journal. */
async function chooseFrom(
  session: Session,
  options: { theme?: string; cadence?: Cadence },
): Promise<Chosen> {
  try {
    return await session.withServices(({ prompts, wishes }) => {
      const { themes, prompts: chosen } = prompts.choose(options);
      const wishedOf = wishes.all();
      const isHidden = ({ id }: Prompt): boolean => wishedOf(id).hiddenSince !== null;
      return {
        themes,
        prompts: chosen.map((prompt) => (isHidden(prompt) ? { ...prompt, hidden: true } : prompt)),
      };
    });
  } catch (error) {
    if (!(error instanceof StepbackError) || error.code !== "NO_JOURNAL") throw error;
    return session.app.prompts.choose(options);
  }
}

function promptText({ id, cadence, text, hidden }: Chosen["prompts"][number]): string {
  const note = hidden === true ? ` (${messages.hiddenPrompt})` : "";
  return `${id.padEnd(20)} ${cadence.padEnd(12)} ${text}${note}\n`;
}
