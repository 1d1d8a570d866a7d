import { skipToken, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { Entry } from "../../../../shared/contract/entries.ts";
import { isId } from "../../../../shared/journal/identity.ts";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { NotHere } from "../../ui/not-here.tsx";
import { Waiting } from "../../ui/waiting.tsx";
import { messages } from "./messages.ts";
import { ReadingPage } from "./reading-page.tsx";
import { WritingPage } from "./writing-page.tsx";

/** What both pages of an entry are given. */
export interface EntryPageProps {
  entry: Entry;
  /** An address with the filter of the list beside it. */
  addressOf: (address: string) => string;
  /** The entry is not there any more. */
  onGone: () => void;
}

/** One entry, to read or to write in place. */
export function EntryView(props: {
  id: string;
  isEditing: boolean;
  /** Not where a narrow window shows the list alone. */
  isShown: boolean;
  addressOf: (address: string) => string;
  onGone: () => void;
}) {
  const { id, isEditing, isShown, ...rest } = props;
  const { queries } = useConnection();
  const canWrite = useReadOnly() === null;
  const read = useQuery(
    queries.entries.read.queryOptions({ input: isId(id) ? { id } : skipToken }),
  );
  const isWriting = isEditing && canWrite;
  // What is being written stays on the screen, also when it was deleted meanwhile: it is said there
  // that it is not saved. But nothing is begun on what this page only remembers.
  const written = useRef<Entry | null>(null);
  const entry = read.data ?? (isWriting ? written.current : null);
  if (!isWriting) written.current = null;
  else if (!read.isStale) written.current = entry;
  if (entry !== null) {
    return isWriting ? (
      <WritingPage entry={entry} {...rest} />
    ) : (
      <ReadingPage entry={entry} isShown={isShown} {...rest} />
    );
  }
  return (
    <div className="page">
      {read.data === null || read.error !== null || !isId(id) ? (
        <NotHere
          sentence={read.error === null ? messages.nothingRead : sentenceFor(read.error)}
          way={messages.toTimeline}
          to={rest.addressOf(ADDRESSES.timeline)}
        />
      ) : (
        <Waiting sentence={messages.reading} />
      )}
    </div>
  );
}
