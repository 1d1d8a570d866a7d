import { useQuery } from "@tanstack/react-query";
import type { Moment } from "../../../../shared/contract/moments.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { KeyHint } from "../../ui/button.tsx";
import { nameShortcut, useShortcuts } from "../../ui/shortcuts.ts";
import { MomentMark } from "../moments/moment-mark.tsx";
import { shortDay } from "../moments/moment-words.tsx";
import { messages } from "./messages.ts";

/** As many moments as have a key of their own. */
const KEYS = Array.from({ length: 9 }, (_, index) => `alt+${index + 1}`);

/** The moments of the week beside a text: a click, Enter or the key of one quotes it at the caret. */
export function MomentsBeside(props: {
  week: Week;
  /** Those that the text quotes. */
  quoted: readonly Id[];
  onQuote: (moment: Moment) => void;
}) {
  const { queries } = useConnection();
  const { data = [], error } = useQuery(
    queries.moments.ofWeek.queryOptions({ input: { week: props.week } }),
  );
  useShortcuts(
    Object.fromEntries(
      KEYS.map((keys, index) => {
        const moment = data[index];
        return [keys, moment === undefined ? undefined : () => props.onQuote(moment)];
      }),
    ),
  );
  if (error === null && data.length === 0) return null;
  return (
    <aside className="hand" aria-label={messages.momentsBeside}>
      <h2>{messages.momentsBeside}</h2>
      {error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(error)}
        </p>
      )}
      <ul className="hand-moments">
        {data.map((moment, index) => (
          <Row
            key={moment.id}
            moment={moment}
            keys={KEYS[index]}
            isQuoted={props.quoted.includes(moment.id)}
            onQuote={() => props.onQuote(moment)}
          />
        ))}
      </ul>
    </aside>
  );
}

function Row(props: {
  moment: Moment;
  keys: string | undefined;
  isQuoted: boolean;
  onQuote: () => void;
}) {
  const { moment, keys, isQuoted } = props;
  const day = shortDay(moment);
  return (
    <li className={isQuoted ? "used" : undefined}>
      <button
        type="button"
        aria-keyshortcuts={keys === undefined ? undefined : nameShortcut(keys)}
        // The text keeps the caret at which it is quoted.
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.onQuote}
      >
        <MomentMark kind={moment.kind} isNamed />
        <span>
          <span className="who">
            <span>
              {moment.person === null ? (
                day
              ) : (
                <>
                  <b>{moment.person.name}</b>, {day}
                </>
              )}
            </span>
            {isQuoted ? (
              <span className="quotes">{messages.inYourText}</span>
            ) : (
              <span className="quotes" aria-hidden="true">
                {messages.quote} {keys === undefined ? null : <KeyHint keys={keys} />}
              </span>
            )}
          </span>
          <span className="what">{moment.text}</span>
        </span>
      </button>
    </li>
  );
}
