import type {
  AskedCommitment,
  Commitment,
  Fate,
  Outcome,
} from "../../../../shared/contract/commitments.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import type { Client } from "../../api/client.ts";
import { Autosave } from "../../saving/autosave.ts";
import { keepOpen, noteState } from "../../saving/open-texts.ts";

/** What is said of a commitment, as it stands on the screen. */
export interface Answer {
  outcome: Outcome | null;
  note: string;
  carry: boolean;
}

/** The answer to one commitment: what stands on the screen, and what writes it. */
export interface AnswerText {
  commitment: AskedCommitment;
  answer: Answer;
  fate: Fate;
  saveAnswer: Autosave<Answer, Commitment>;
  saveFate: Autosave<Fate, Commitment>;
  /** To be called when it leaves the screen. */
  release: () => void;
}

const UNDECIDED: Fate = { kind: "undecided" };

/** Begins the answer to a commitment with what the journal has of it. */
export function beginAnswer(
  client: Client,
  week: Week,
  commitment: AskedCommitment,
  about: { entry: Id; read: () => AnswerText | undefined; beginAnew: () => void },
): AnswerText {
  const { id } = commitment;
  const saveAnswer: Autosave<Answer, Commitment> = new Autosave<Answer, Commitment>({
    revision: commitment.revision,
    save: ({ outcome, note, carry }, revision) =>
      client.commitments.say({ id, week, outcome, note, carry, revision }),
    onState: (state) => noteState(saveAnswer, state),
  });
  const saveFate: Autosave<Fate, Commitment> = new Autosave<Fate, Commitment>({
    revision: 0,
    save: async (fate) => {
      // What becomes of it follows what was said of it.
      await saveAnswer.flush();
      const isWhole = fate.kind !== "reshaped" || fate.action.trim() !== "";
      const decided = await client.commitments.decide({
        id,
        week,
        fate: isWhole ? fate : UNDECIDED,
      });
      saveAnswer.adopt(decided.revision);
      return decided;
    },
    onState: (state) => noteState(saveFate, state),
  });
  const { entry } = about;
  const letGo = async (): Promise<void> => {
    await Promise.all([saveAnswer.drop(), saveFate.drop()]);
    release();
    about.beginAnew();
  };
  const releases = [
    keepOpen(saveAnswer, { entry, letGo, readWords: () => about.read()?.answer.note ?? "" }),
    keepOpen(saveFate, { entry, letGo, readWords: () => wordsOf(about.read()?.fate) }),
  ];
  const release = (): void => releases.forEach((one) => one());
  return {
    commitment,
    answer: {
      outcome: commitment.outcome,
      note: commitment.outcomeNote ?? "",
      carry: commitment.became === "carried",
    },
    fate: fateOf(commitment),
    saveAnswer,
    saveFate,
    release,
  };
}

/** What became of a commitment, as far as it is asked for again. */
function fateOf({ became, becameNote, action }: AskedCommitment): Fate {
  if (became === "ended") return { kind: "ended", note: becameNote ?? "" };
  if (became === "handed_on") {
    return { kind: "handed_on", person: becameNote ?? "", what: action, howFar: "" };
  }
  return UNDECIDED;
}

function wordsOf(fate: Fate | undefined): string {
  if (fate?.kind === "ended") return fate.note;
  return fate?.kind === "reshaped" ? `${fate.situation ?? ""} ${fate.action}`.trim() : "";
}
