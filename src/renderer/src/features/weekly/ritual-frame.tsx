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
import { Button } from "../../ui/button.tsx";
import { weekName, weekSpan } from "../../ui/format.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
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
  back: { label: string; go: () => void } | null;
  /** Passes over the step; beside what goes on in it. */
  skip?: { label: string; go: () => void } | null;
  next: { label: string; go: () => void; isBusy?: boolean };
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
  useShortcuts({ escape: again?.close ?? leave, "mod+enter": next.go, "mod+[": back?.go });
  return (
    <div className={again === null ? "ritual" : "ritual again"}>
      <header className="ritual-top">
        <p className="meta">{again === null ? weekName(reflection.week) : null}</p>
        <p className="meta">
          <span className="vh">{again === null ? messages.ritual : answers.askAgain}, </span>
          {again === null ? weekSpan(reflection.week) : again.source}
        </p>
        <Button keys="escape" onClick={again?.close ?? leave}>
          {again === null ? messages.leave : answers.backToReflection}
        </Button>
      </header>
      <main className="ritual-main" ref={props.mainRef} aria-label={messages.ritual}>
        {again === null ? <Steps reflection={reflection} step={step} place={props.place} /> : null}
        {props.children}
        {again === null ? props.aside : again.earlier}
      </main>
      <footer className="ritual-foot">
        <span />
        <div className="status">{props.status}</div>
        <p className="actions">
          {again === null ? null : <QuoteButton quote={again.quote} />}
          {back === null || again !== null ? null : (
            <Button keys="mod+[" onClick={back.go}>
              {back.label}
            </Button>
          )}
          {props.skip === undefined || props.skip === null ? null : (
            <Button onClick={props.skip.go}>{props.skip.label}</Button>
          )}
          <Button
            look="primary"
            keys="mod+enter"
            onClick={next.go}
            aria-busy={next.isBusy ?? false}
          >
            {next.label}
          </Button>
        </p>
      </footer>
    </div>
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
          {isDone[one] && one !== step ? <Tick /> : null}
          {one === "write" && step === "write" ? (
            <ol>
              {places.map((place, index) => (
                <li
                  key={place.section.id}
                  className={index === props.place ? "now" : ""}
                  aria-current={index === props.place ? "true" : undefined}
                >
                  <Link to={addressOfStep(week, "write", index)}>{place.themeTitle}</Link>
                  {place.answered ? <Tick /> : null}
                </li>
              ))}
            </ol>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Tick() {
  return (
    <svg className="tick" viewBox="0 0 10 10" role="img" aria-label={messages.done}>
      <path d="M1 5.4 3.9 8.2 9 1.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
