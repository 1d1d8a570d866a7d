import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import {
  type Reflection,
  type Step,
  step as stepShape,
} from "../../../../shared/contract/weekly.ts";
import { useConnection } from "../../api/client.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { weekName, weekSpan } from "../../ui/format.ts";
import { type FrameAct, StepFrame } from "../../ui/step-frame.tsx";
import { Tick } from "../../ui/tick.tsx";
import { messages as answers } from "../answers/messages.ts";
import { QuoteButton } from "../answers/quote-button.tsx";
import { messages } from "./messages.ts";

const STEPS = stepShape.options;

/** A prompt that is asked again: the frame is the one of what was said before. */
export interface Again {
  /** Theme and source of the prompt. */
  source: string;
  earlier: ReactNode;
  quote: () => void;
  close: () => void;
}

/** The frame that the ritual replaces the app's with: steps left of the rule, one thing to do at a time. */
export function RitualFrame(props: {
  reflection: Reflection;
  step: Step;
  place: number;
  children: ReactNode;
  aside?: ReactNode;
  status: ReactNode;
  back: FrameAct | null;
  /** Passes over the step; beside what goes on in it. */
  skip?: FrameAct | null;
  next: FrameAct;
  mainRef?: React.Ref<HTMLElement>;
  /** What was answered before, in the place of the steps, while it is open. */
  again?: Again | null;
}) {
  const { reflection, step, back, next, again = null } = props;
  const navigate = useNavigate();
  const { queries, queryClient } = useConnection();
  const leave = (): void => {
    // At once: what is pending is written behind, and then Today is told where the week was left.
    void flushTexts().then(() => queryClient.invalidateQueries({ queryKey: queries.weekly.key() }));
    void navigate(ADDRESSES.today);
  };
  const common = { status: props.status, mainRef: props.mainRef, next, skip: props.skip ?? null };
  if (again !== null) {
    return (
      <StepFrame
        {...common}
        label={answers.askAgain}
        margin=""
        about={again.source}
        steps={null}
        aside={again.earlier}
        leave={{ label: answers.backToReflection, go: again.close }}
        back={null}
        acts={<QuoteButton quote={again.quote} />}
      >
        {props.children}
      </StepFrame>
    );
  }
  return (
    <StepFrame
      {...common}
      label={messages.ritual}
      margin={weekName(reflection.week)}
      about={weekSpan(reflection.week)}
      steps={<Steps reflection={reflection} step={step} place={props.place} />}
      aside={props.aside}
      leave={{ label: messages.leave, go: leave }}
      back={back}
    >
      {props.children}
    </StepFrame>
  );
}

function Steps(props: { reflection: Reflection; step: Step; place: number }) {
  const { reflection, step } = props;
  const { week, places, commitments } = reflection;
  // What comes before the step one is at, or was left at, is behind one.
  const furthest = Math.max(
    STEPS.indexOf(step),
    reflection.closedAt === null ? STEPS.indexOf(reflection.whereabouts.step) : STEPS.length,
    places.length === 0 ? 0 : STEPS.indexOf("write"),
  );
  const isDone: Record<Step, boolean> = {
    look_back: furthest > STEPS.indexOf("look_back"),
    gather: furthest > STEPS.indexOf("gather"),
    write: places.length > 0 && places.every((place) => place.answered || place.skipped),
    // What only came along was not committed to in this step.
    commit: commitments.some(
      ({ carriedFrom, reshapedFrom }) => carriedFrom === null && reshapedFrom === null,
    ),
    close: reflection.closedAt !== null,
  };
  return (
    <ol className="steps" aria-label={messages.steps}>
      {STEPS.map((one) => (
        <li
          key={one}
          className={one === step ? "on" : isDone[one] ? "done" : ""}
          aria-current={one === step ? "step" : undefined}
        >
          <Link to={addressOfStep(week, one)}>{messages.step[one]}</Link>
          {isDone[one] && one !== step ? <Tick label={messages.done} /> : null}
          {one === "write" && step === "write" ? (
            <ol>
              {places.map((place, index) => (
                <li
                  key={place.section.id}
                  className={index === props.place ? "now" : ""}
                  aria-current={index === props.place ? "true" : undefined}
                >
                  <Link to={addressOfStep(week, "write", index)}>{place.themeTitle}</Link>
                  {place.answered ? <Tick label={messages.done} /> : null}
                </li>
              ))}
            </ol>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
