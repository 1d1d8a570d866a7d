import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Entry } from "../../../../shared/contract/entries.ts";
import { isLocalDate } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { FormSheet } from "../../ui/form-sheet.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { namesGiven, WithField } from "../people/with-field.tsx";
import { messages } from "./messages.ts";

/** The day of an entry, whom it is with, and its tags. */
export function EntrySheet({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { queries } = useConnection();
  const [date, setDate] = useState(entry.date);
  const [standingTags] = useState(entry.tags.join(", "));
  const [tags, setTags] = useState(standingTags);
  const [standingNames] = useState<readonly string[]>(entry.with);
  const [names, setNames] = useState(standingNames);
  const isDate = isLocalDate(date);
  const change = useMutation(
    queries.entries.change.mutationOptions({ onSuccess: () => onClose() }),
  );
  const keep = (): void => {
    if (!isDate) return;
    const given = tags.split(",").map((tag) => tag.trim());
    // Only what was changed here: a tag may have a comma, and the rest may have changed elsewhere.
    change.mutate({
      id: entry.id,
      ...(date === entry.date ? {} : { date }),
      ...(tags === standingTags ? {} : { tags: given.filter((tag) => tag !== "") }),
      ...(names === standingNames ? {} : { with: namesGiven(names) }),
    });
  };
  return (
    <FormSheet
      title={messages.sheetTitle}
      isBusy={change.isPending}
      notice={change.isError ? sentenceFor(change.error) : null}
      onKeep={keep}
      onClose={onClose}
    >
      <TextField
        label={messages.date}
        value={date}
        autoFocus
        error={isDate ? null : messages.notADate}
        onChange={setDate}
      />
      <WithField names={names} onNames={setNames} />
      <TextField label={messages.tags} value={tags} help={messages.tagsHelp} onChange={setTags} />
    </FormSheet>
  );
}
