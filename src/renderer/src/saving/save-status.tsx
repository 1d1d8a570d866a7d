import { useRef, useState } from "react";
import { sentenceFor } from "../api/errors.ts";
import { LinkButton } from "../ui/button.tsx";
import { clockTime } from "../ui/format.ts";
import type { SaveState } from "./autosave.ts";
import { messages } from "./messages.ts";
import { retryTexts, unwrittenWords, useUnsaved } from "./open-texts.ts";

/** Says that something written on this page is not saved, wherever on the page one is; else nothing. */
export function UnsavedNotice() {
  const unsaved = useUnsaved();
  if (unsaved === undefined) return null;
  return (
    <p className="notice">
      {messages.notSaved} {sentenceFor(unsaved)} {messages.safeHere}{" "}
      <LinkButton onClick={retryTexts}>{messages.tryAgain}</LinkButton> <CopyWords />
    </p>
  );
}

/** Copies what is not saved, so that it can be kept elsewhere. */
function CopyWords() {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void =>
    // A browser that does not allow it leaves the text on the page to be copied by hand.
    void navigator.clipboard?.writeText(unwrittenWords()).then(
      () => setCopied(true),
      () => undefined,
    );
  return <LinkButton onClick={copy}>{isCopied ? messages.copied : messages.copy}</LinkButton>;
}

/**
 * What is true of the text on the screen: blank while typing, then when it was saved. Announced only
 * on failure and recovery.
 */
export function SaveStatus(props: { state: SaveState; timeZone: string; words: number | null }) {
  const { state, words } = props;
  const unsaved = useUnsaved();
  const hasFailed = unsaved !== undefined;
  const failedBefore = useRef(false);
  const hasRecovered = failedBefore.current && !hasFailed && state.kind === "saved";
  failedBefore.current = hasFailed || (failedBefore.current && !hasRecovered);
  return (
    <>
      {hasFailed ? (
        <UnsavedNotice />
      ) : (
        <p className="status">
          {state.kind === "saving" ? <span>{messages.saving}</span> : null}
          {state.kind === "saved" ? (
            <span>{messages.saved(clockTime(state.result.updated, props.timeZone))}</span>
          ) : null}{" "}
          {words === null || state.kind === "saving" ? null : <span>{messages.words(words)}</span>}
        </p>
      )}
      <span className="vh" role="status" aria-live="polite">
        {hasFailed ? `${messages.notSaved} ${sentenceFor(unsaved)}` : null}
        {hasRecovered ? messages.savedAgain : null}
      </span>
    </>
  );
}
