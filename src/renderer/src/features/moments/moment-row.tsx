import { useEffect, useId, useRef } from "react";
import type { Moment } from "../../../../shared/contract/moments.ts";
import { Button } from "../../ui/button.tsx";
import { EditMoment } from "./edit-moment.tsx";
import { noteKept, useJustKept } from "./just-kept.ts";
import { messages } from "./messages.ts";
import { MomentMark } from "./moment-mark.tsx";
import { MomentHead } from "./moment-words.tsx";

/** What can be done with a moment that is open. */
export interface MomentActs {
  edit: () => void;
  quote: (() => void) | undefined;
  delete: () => void;
}

/** A moment in a list; open, with what can be done with it. */
export function MomentRow(props: {
  moment: Moment;
  day: string;
  isSameDay: boolean;
  isOpen: boolean;
  isEdited: boolean;
  onToggle: () => void;
  onEdited: () => void;
  /** Null where nothing can be written. */
  acts: MomentActs | null;
}) {
  const { moment, day, isOpen, isEdited, acts } = props;
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const wasEdited = useRef(false);
  useEffect(() => {
    // Back to where one came from.
    if (wasEdited.current && !isEdited) opener.current?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);
  const hasJustCome = useJustKept() === moment.id;
  return (
    <li className="moment">
      {/* Said with the moment itself, whose line the margin stands beside. */}
      <p className="m" aria-hidden="true">
        {props.isSameDay ? null : day}
      </p>
      <div className="t" onAnimationEnd={() => (hasJustCome ? noteKept(null) : undefined)}>
        <MomentMark kind={moment.kind} hasJustCome={hasJustCome} />
        {isEdited ? (
          <EditMoment moment={moment} onDone={props.onEdited} />
        ) : (
          <button
            type="button"
            ref={opener}
            className="moment-open"
            aria-expanded={acts === null ? undefined : isOpen}
            aria-controls={isOpen && acts !== null ? id : undefined}
            onClick={props.onToggle}
          >
            <span className="who">
              <MomentHead moment={moment} day={day} />
            </span>
            <span className="what">{moment.text}</span>
          </button>
        )}
        {isOpen && !isEdited && acts !== null ? (
          <p className="actions moment-acts" id={id}>
            <Button keys="e" onClick={acts.edit}>
              {messages.edit}
            </Button>
            {acts.quote === undefined ? null : (
              <Button keys="q" onClick={acts.quote}>
                {messages.quote}
              </Button>
            )}
            <Button keys="delete" onClick={acts.delete}>
              {messages.delete}
            </Button>
          </p>
        ) : null}
      </div>
    </li>
  );
}
