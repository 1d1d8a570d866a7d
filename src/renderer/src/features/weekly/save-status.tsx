import { useRef } from "react";
import type { SaveState } from "../../editor/autosave.ts";
import { sentenceFor } from "../../api/errors.ts";
import { clockTime } from "../../ui/format.ts";
import { messages } from "./messages.ts";

/**
 * What is true of the text on the screen: blank while typing, then when it was saved. Announced only
 * on failure and recovery.
 */
export function SaveStatus(props: { state: SaveState; timeZone: string; words: number | null }) {
  const { state, words } = props;
  const failedBefore = useRef(false);
  const hasRecovered = failedBefore.current && state.kind === "saved";
  failedBefore.current = state.kind === "failed" || (failedBefore.current && !hasRecovered);
  return (
    <>
      {state.kind === "failed" ? (
        <p className="notice">
          {messages.notSaved} {sentenceFor(state.error)}
        </p>
      ) : (
        <p className="status">
          {state.kind === "saving" ? <span>{messages.saving}</span> : null}
          {state.kind === "saved" ? (
            <span>{messages.saved(clockTime(state.result.updated, props.timeZone))}</span>
          ) : null}
          {words === null || state.kind === "saving" ? null : <span>{messages.words(words)}</span>}
        </p>
      )}
      <span className="vh" role="status" aria-live="polite">
        {state.kind === "failed" ? `${messages.notSaved} ${sentenceFor(state.error)}` : null}
        {hasRecovered ? messages.savedAgain : null}
      </span>
    </>
  );
}
