import type { ReactNode, Ref } from "react";
import { Button } from "./button.tsx";
import { useShortcuts } from "./shortcuts.ts";

/** Something the foot of the frame offers. */
export interface FrameAct {
  label: string;
  go: () => void;
  isBusy?: boolean;
}

/** The frame of what is done step by step: the steps left of the rule, one thing to do at a time. */
export function StepFrame(props: {
  /** What is done here, for those who do not see it. */
  label: string;
  /** Left and right of the rule, at the top. */
  margin: string;
  about: string;
  /** Null where what is beside the work takes their place. */
  steps: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
  status: ReactNode;
  leave: FrameAct;
  back: FrameAct | null;
  /** Passes over the step; beside what goes on in it. */
  skip?: FrameAct | null;
  next: FrameAct;
  /** What else the foot offers, before the way back. */
  acts?: ReactNode;
  mainRef?: Ref<HTMLElement>;
}) {
  const { label, leave, back, skip, next } = props;
  useShortcuts({ escape: leave.go, "mod+enter": next.go, "mod+[": back?.go });
  return (
    <div className={props.steps === null ? "ritual again" : "ritual"}>
      <header className="ritual-top">
        <p className="meta">{props.margin}</p>
        <p className="meta">
          <span className="vh">{label}, </span>
          {props.about}
        </p>
        <Button keys="escape" onClick={leave.go}>
          {leave.label}
        </Button>
      </header>
      <main className="ritual-main" ref={props.mainRef} aria-label={label}>
        {props.steps}
        {props.children}
        {props.aside}
      </main>
      <footer className="ritual-foot">
        <span />
        <div className="status">{props.status}</div>
        <p className="actions">
          {props.acts}
          {back === null ? null : (
            <Button keys="mod+[" onClick={back.go}>
              {back.label}
            </Button>
          )}
          {skip === undefined || skip === null ? null : (
            <Button onClick={skip.go} aria-busy={skip.isBusy ?? false}>
              {skip.label}
            </Button>
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
