import type { Week } from "../../../../shared/journal/iso-week.ts";
import { sentenceFor } from "../../api/errors.ts";
import { KeyHint, LinkButton } from "../../ui/button.tsx";
import { nameShortcut } from "../../ui/shortcuts.ts";
import { lastAnswered, messages } from "./messages.ts";
import { type Earlier, EARLIER_KEYS } from "./use-earlier.ts";

/** The line under a prompt while its earlier answers are beside it. */
export function AgainMeta({ earlier, week }: { earlier: Earlier; week: Week }) {
  const last = earlier.answers?.at(-1);
  return (
    <p className="prompt-meta">
      {last === undefined ? null : <span>{lastAnswered(last.week, week)}</span>}
      <Toggle earlier={earlier} />
    </p>
  );
}

/** What the line under a prompt says of earlier answers while they are not beside it. */
export function AgainWords({ earlier }: { earlier: Earlier }) {
  const { answers, error } = earlier;
  if (error !== null) return <span>{sentenceFor(error)}</span>;
  if (answers === undefined) return null;
  return answers.length === 0 ? <span>{messages.firstTime}</span> : <Toggle earlier={earlier} />;
}

function Toggle({ earlier }: { earlier: Earlier }) {
  return (
    <span>
      <LinkButton
        aria-expanded={earlier.isOpen}
        aria-keyshortcuts={nameShortcut(EARLIER_KEYS)}
        onClick={earlier.toggle}
      >
        {earlier.isOpen ? messages.hide : messages.show}
      </LinkButton>{" "}
      <KeyHint keys={EARLIER_KEYS} />
    </span>
  );
}
