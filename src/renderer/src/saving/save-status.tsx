import { useRef, useState } from "react";
import type { Id } from "../../../shared/journal/identity.ts";
import { useConnection } from "../api/client.ts";
import { sentenceFor } from "../api/errors.ts";
import { LinkButton } from "../ui/button.tsx";
import { clockTime } from "../ui/format.ts";
import { messages } from "./messages.ts";
import {
  isOvertaken,
  letGo,
  retryTexts,
  unwrittenWords,
  useSaveState,
  useUnsaved,
} from "./open-texts.ts";

/**
 * Says that something written on this page is not saved, wherever on the page one is; else nothing.
 * @param onGone told of an entry that is not there any more, once its words have been let go of.
 */
export function UnsavedNotice({ onGone }: { onGone?: (entry: Id) => void }) {
  const { queryClient } = useConnection();
  const unsaved = useUnsaved();
  if (unsaved === undefined) return null;
  const showStanding = async (): Promise<void> => {
    // What comes instead is what the journal has now, not what this page last read of it.
    await queryClient.invalidateQueries();
    const gone = await letGo();
    if (gone !== null) onGone?.(gone);
  };
  return (
    <p className="notice">
      {messages.notSaved} {sentenceFor(unsaved)} {messages.safeHere}{" "}
      {isOvertaken(unsaved) ? (
        <LinkButton onClick={() => void showStanding()}>{messages.showStanding}</LinkButton>
      ) : (
        <LinkButton onClick={retryTexts}>{messages.tryAgain}</LinkButton>
      )}{" "}
      <CopyWords />
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
 * What is true of the texts of an entry: blank while typing, then when they were saved. What is not
 * saved elsewhere on the page is said beside it. Announced only on failure and recovery.
 */
export function SaveStatus(props: {
  entry: Id;
  timeZone: string;
  words: number | null;
  /** The entry is not there any more, and what was written of it here is let go of. */
  onGone: () => void;
}) {
  const { entry, words, onGone } = props;
  const state = useSaveState(entry);
  const unsaved = useUnsaved();
  const hasFailed = unsaved !== undefined;
  const failedBefore = useRef(false);
  const hasRecovered = failedBefore.current && !hasFailed && state.kind === "saved";
  failedBefore.current = hasFailed || (failedBefore.current && !hasRecovered);
  return (
    <>
      {state.kind === "failed" ? null : (
        <p className="status">
          {state.kind === "saving" ? <span>{messages.saving}</span> : null}
          {state.kind === "saved" ? (
            <span>{messages.saved(clockTime(state.result.updated, props.timeZone))}</span>
          ) : null}{" "}
          {words === null || state.kind === "saving" ? null : <span>{messages.words(words)}</span>}
        </p>
      )}
      <UnsavedNotice onGone={(gone) => (gone === entry ? onGone() : undefined)} />
      <span className="vh" role="status" aria-live="polite">
        {hasFailed ? `${messages.notSaved} ${sentenceFor(unsaved)}` : null}
        {hasRecovered ? messages.savedAgain : null}
      </span>
    </>
  );
}
