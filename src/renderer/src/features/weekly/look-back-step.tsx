import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import {
  type AskedCommitment,
  type Fate,
  GOES_ON,
  MOST_CARRIES,
} from "../../../../shared/contract/commitments.ts";
import type { Reflection, Today } from "../../../../shared/contract/weekly.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { addWeeks, firstDayOf } from "../../../../shared/journal/iso-week.ts";
import { addDays } from "../../../../shared/journal/local-date.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { dayLine, weekdayName } from "../../ui/format.ts";
import { type Answer, type AnswerText, beginAnswer } from "./answer-text.ts";
import { CommitmentAnswer } from "./commitment-answer.tsx";
import { FateChoice } from "./fate-choice.tsx";
import { LookBackAside } from "./look-back-aside.tsx";
import { lookBack } from "./look-back-messages.ts";
import { RestingAnswer } from "./resting-answer.tsx";
import { RitualFrame } from "./ritual-frame.tsx";
import { messages } from "./messages.ts";

/** What was committed to, asked about one by one before any prompt. */
export function LookBackStep(props: { reflection: Reflection; today: Today }) {
  const { reflection, today } = props;
  const { week } = reflection;
  const { queries } = useConnection();
  // Read anew on arrival: each answer goes on from what it began with while this step is on the screen.
  const read = useQuery({
    ...queries.commitments.askedIn.queryOptions({ input: { week } }),
    refetchOnMount: "always",
    gcTime: 0,
  });
  if (read.data === undefined || !read.isFetchedAfterMount) {
    return read.error === null ? null : (
      <Asked reflection={reflection} today={today} asked={[]} problem={sentenceFor(read.error)} />
    );
  }
  return <Asked reflection={reflection} today={today} asked={read.data} problem={null} />;
}

function Asked(props: {
  reflection: Reflection;
  today: Today;
  asked: readonly AskedCommitment[];
  problem: string | null;
}) {
  const { reflection, today } = props;
  const { week } = reflection;
  const { client } = useConnection();
  const navigate = useNavigate();
  const standing = useRef(props.asked);
  standing.current = props.asked;
  const shown = useRef<AnswerText[]>([]);
  const begin = (commitment: AskedCommitment): AnswerText =>
    beginAnswer(client, week, commitment, {
      entry: reflection.entryId,
      read: () => shown.current.find((text) => text.commitment.id === commitment.id),
      beginAnew: () => {
        const now = standing.current.find(({ id }) => id === commitment.id) ?? commitment;
        replace(commitment.id, () => begin(now));
      },
    });
  const [texts, setTexts] = useState(() => props.asked.map(begin));
  shown.current = texts;
  const [openId, setOpenId] = useState(
    () => texts.find((text) => !isAnswered(text))?.commitment.id,
  );
  const open = texts.find(({ commitment }) => commitment.id === openId);
  const [isDeciding, setDeciding] = useState(() => open !== undefined && mustBecome(open));
  const [missing, setMissing] = useState<string | null>(null);
  useEffect(
    () => () => {
      for (const { release } of shown.current) release();
    },
    [shown],
  );

  function replace(id: Id, change: (text: AnswerText) => AnswerText): void {
    setTexts((all) => all.map((text) => (text.commitment.id === id ? change(text) : text)));
  }
  const turnTo = (text: AnswerText | undefined): void => {
    setMissing(null);
    setOpenId(text?.commitment.id);
    setDeciding(text !== undefined && mustBecome(text));
  };
  const onAnswer = (text: AnswerText, answer: Answer): void => {
    replace(text.commitment.id, (now) => ({ ...now, answer }));
    text.saveAnswer.change(() => answer);
    // A choice is kept at once; words are saved as they are typed.
    if (answer.note === text.answer.note) void text.saveAnswer.flush();
  };
  const onFate = (text: AnswerText, fate: Fate): void => {
    setMissing(null);
    replace(text.commitment.id, (now) => ({ ...now, fate }));
    const isHandedOn = fate.kind === "handed_on";
    // A name is whole only when it is gone on from.
    if (isHandedOn && text.fate.kind === "handed_on") return;
    text.saveFate.change(() => (isHandedOn ? { kind: "undecided" } : fate));
  };
  /** Hands it on, if that is what was chosen. @returns whether it can be gone on from. */
  const handOn = async ({ commitment, fate, saveFate }: AnswerText): Promise<boolean> => {
    if (fate.kind !== "handed_on" || commitment.became === "handed_on") return true;
    if (fate.person.trim() === "" || fate.what.trim() === "") {
      setMissing(lookBack.handNeeds);
      return false;
    }
    saveFate.change(() => fate);
    await saveFate.flush();
    if (saveFate.isPending) return false;
    replace(commitment.id, (now) => ({
      ...now,
      commitment: { ...now.commitment, became: "handed_on" },
    }));
    return true;
  };

  const willDecide = open !== undefined && !isDeciding && mustBecome(open);
  const following = nextOf(texts, open);
  const toGather = (): void => {
    void flushTexts();
    void navigate(addressOfStep(week, "gather"));
  };
  const goOn = async (): Promise<void> => {
    if (willDecide) return setDeciding(true);
    if (open !== undefined && isDeciding && !(await handOn(open))) return undefined;
    return following === undefined ? toGather() : turnTo(following);
  };
  const dueWeek = addWeeks(week, 1);
  const askedOn = addDays(firstDayOf(dueWeek), today.reflectionDay - 1);
  return (
    <RitualFrame
      reflection={reflection}
      step="look_back"
      place={0}
      status={
        <SaveStatus
          entry={reflection.entryId}
          timeZone={today.timeZone}
          words={null}
          onGone={() => void navigate(ADDRESSES.today)}
        />
      }
      back={null}
      skip={texts.every(isAnswered) ? null : { label: lookBack.skipStep, go: toGather }}
      next={{
        label: willDecide
          ? lookBack.whatBecomes
          : following === undefined
            ? lookBack.toGather
            : lookBack.next,
        go: () => void goOn(),
      }}
      aside={
        open === undefined ? null : (
          <LookBackAside week={week} text={open} isDeciding={isDeciding} />
        )
      }
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {isDeciding
            ? lookBack.thirdQuestion
            : lookBack.question(
                texts.length,
                texts.every(({ commitment }) => commitment.week === addWeeks(week, -1)),
              )}
        </h1>
        <p className="prompt-meta">
          {isDeciding
            ? lookBack.thirdHint
            : texts.length === 0
              ? messages.nothingDue
              : lookBack.noScore}
        </p>
        {props.problem === null ? null : (
          <p className="notice" role="alert">
            {props.problem}
          </p>
        )}
        <div className="asked">
          {texts.map((text) => {
            const { id } = text.commitment;
            if (text !== open) {
              return <RestingAnswer key={id} text={text} onChange={() => turnTo(text)} />;
            }
            return isDeciding ? (
              <FateChoice
                key={`${id} fate`}
                text={text}
                missing={missing}
                askedOn={dayLine(askedOn).replace(",", "")}
                onFate={(fate) => onFate(text, fate)}
                onChangeAnswer={() => setDeciding(false)}
              />
            ) : (
              <CommitmentAnswer
                key={id}
                text={text}
                nextDay={weekdayName(askedOn)}
                onChange={(answer) => onAnswer(text, answer)}
                onDone={() => void goOn()}
              />
            );
          })}
        </div>
      </section>
    </RitualFrame>
  );
}

/** Whether it came along three times, and goes on only as something else. */
function mustBecome({ commitment, answer }: AnswerText): boolean {
  return (
    commitment.timesCarried >= MOST_CARRIES &&
    answer.outcome !== null &&
    GOES_ON.includes(answer.outcome)
  );
}

function isAnswered(text: AnswerText): boolean {
  const { answer, fate } = text;
  if (answer.outcome === null) return false;
  if (!mustBecome(text)) return true;
  return (
    fate.kind === "ended" ||
    text.commitment.became === "handed_on" ||
    text.commitment.became === "reshaped" ||
    (fate.kind === "reshaped" && fate.action.trim() !== "")
  );
}

/** The next one that waits for an answer, in the order in which they are asked. */
function nextOf(
  texts: readonly AnswerText[],
  open: AnswerText | undefined,
): AnswerText | undefined {
  const at = open === undefined ? texts.length : texts.indexOf(open);
  return texts.slice(at + 1).find((text) => !isAnswered(text));
}
