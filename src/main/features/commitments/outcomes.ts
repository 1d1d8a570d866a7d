import {
  type AskedCommitment,
  type Commitment,
  type Fate,
  GOES_ON,
  MOST_CARRIES,
  type Outcome,
} from "../../../shared/contract/commitments.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import { localDateAt } from "../../../shared/journal/local-date.ts";
import type { CommitmentStatements } from "./commitments.sql.ts";
import type { CommitmentsNeeds, GoesOnFrom, HandOver, Made } from "./commitments.service.ts";

/** What was said of a commitment in the Look back of a week. */
export interface Said {
  id: Id;
  week: Week;
  outcome: Outcome | null;
  note: string | null;
  carry?: boolean | undefined;
  revision?: number | undefined;
}

/** What is said of commitments, and what becomes of them after that. To be called in a transaction. */
export function createOutcomes(
  { clock }: Pick<CommitmentsNeeds, "clock">,
  sql: CommitmentStatements,
  make: (made: Made, from: GoesOnFrom) => Commitment,
) {
  const now = (): string => clock.now().toISOString();

  /** The commitments that one was carried over from as it is, the last one first. */
  function carriedThrough({ id, carriedFrom }: Commitment): Commitment[] {
    const chain: Commitment[] = [];
    const seen = new Set([id]);
    for (let from = carriedFrom; from !== null && !seen.has(from); ) {
      seen.add(from);
      const before = sql.readAny(from);
      if (before === undefined) break;
      chain.push(before);
      from = before.carriedFrom;
    }
    return chain;
  }

  function standing(id: Id): Commitment {
    const found = sql.read(id);
    if (found === undefined) throw new StepbackError("NOT_FOUND", { what: "commitment", id });
    return found;
  }

  /** Takes back what a commitment went on as, as long as nothing was said of that. */
  function takeBack(id: Id): void {
    for (const gone of sql.goneOnAs(id)) {
      if (gone.outcome !== null) throw new StepbackError("ANSWERED_SINCE", {});
      sql.remove(gone.id, now());
    }
  }

  return {
    askedIn: (week: Week): AskedCommitment[] =>
      sql.askedIn(week).map((commitment) => {
        const chain = carriedThrough(commitment);
        return {
          ...commitment,
          timesCarried: chain.length,
          said: chain
            .reverse()
            .flatMap(({ outcome, outcomeNote, answeredIn, dueWeek }) =>
              outcome === null ? [] : [{ week: answeredIn ?? dueWeek, outcome, note: outcomeNote }],
            ),
        };
      }),

    say({ id, week, outcome, note, carry, revision }: Said): Commitment {
      const before = standing(id);
      const outcomeNote = outcome === null ? null : mendLine(note ?? "") || null;
      const goesOn = outcome !== null && GOES_ON.includes(outcome);
      const wasCarried = before.became === "carried";
      const isCarried = goesOn && (carry ?? wasCarried);
      const became = isCarried ? "carried" : goesOn && !wasCarried ? before.became : null;
      // Said again because the answer to it was lost.
      if (
        before.outcome === outcome &&
        before.outcomeNote === outcomeNote &&
        before.became === became
      ) {
        return before;
      }
      if (revision !== undefined && revision !== before.revision) {
        throw new StepbackError("CONFLICT", { revision: before.revision });
      }
      if (isCarried && !wasCarried && carriedThrough(before).length >= MOST_CARRIES) {
        throw new StepbackError("CARRIED_THREE_TIMES", {});
      }
      if (became !== before.became) takeBack(id);
      const said = sql.answer({
        id,
        outcome,
        outcomeNote,
        outcomeAt: outcome === null ? null : now(),
        answeredIn: outcome === null ? null : week,
        became,
        becameNote: became === before.became ? before.becameNote : null,
        updated: now(),
      });
      if (isCarried && !wasCarried) {
        const { situation, action, person } = before;
        make({ week, situation, action }, { carriedFrom: id, person });
      }
      return said;
    },

    decide({ id, week, fate }: { id: Id; week: Week; fate: Fate }, handOver: HandOver): Commitment {
      const before = standing(id);
      if (before.outcome === null || !GOES_ON.includes(before.outcome)) {
        throw new StepbackError("NOTHING_TO_DECIDE", {});
      }
      if (fate.kind === "reshaped" && before.became === "reshaped") {
        make({ ...fate, week }, { reshapedFrom: id, person: before.person });
        return before;
      }
      if (before.became === "carried" || before.became === "reshaped") takeBack(id);
      const becameNote =
        fate.kind === "ended"
          ? mendLine(fate.note)
          : fate.kind === "handed_on"
            ? mendLine(fate.person)
            : "";
      const decided = sql.answer({
        ...before,
        outcomeAt: now(),
        became: fate.kind === "undecided" ? null : fate.kind,
        becameNote: becameNote || null,
        updated: now(),
      });
      if (fate.kind === "reshaped") {
        make({ ...fate, week }, { reshapedFrom: id, person: before.person });
      }
      if (fate.kind === "handed_on" && before.became !== "handed_on") {
        const { person, what, howFar } = fate;
        const date = localDateAt(clock.now(), clock.timeZone);
        handOver({ person, what, howFar, date });
      }
      return decided;
    },

    /** Takes a commitment back; the one it goes on from is undecided again. */
    remove(id: Id): void {
      const gone = sql.read(id);
      if (gone === undefined) return;
      sql.remove(id, now());
      const from = gone.carriedFrom ?? gone.reshapedFrom;
      if (from !== null) sql.stayUndecided(from, now());
    },
  };
}
