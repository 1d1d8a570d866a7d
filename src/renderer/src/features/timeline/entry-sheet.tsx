import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Entry } from "../../../../shared/contract/entries.ts";
import { isLocalDate } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
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
  const form = useId();
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
    <Sheet title={messages.sheetTitle} onClose={onClose}>
      <form
        id={form}
        className="sheet-body"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <div className="sheet-field">
          <label className="label" htmlFor={`${form}-date`}>
            {messages.date}
          </label>
          <input
            autoComplete="off"
            id={`${form}-date`}
            className="field"
            value={date}
            autoFocus
            aria-invalid={!isDate}
            aria-describedby={isDate ? undefined : `${form}-date-error`}
            onChange={(event) => setDate(event.target.value)}
          />
          {isDate ? null : (
            <p className="error" id={`${form}-date-error`}>
              {messages.notADate}
            </p>
          )}
        </div>
        <WithField names={names} onNames={setNames} />
        <div className="sheet-field">
          <label className="label" htmlFor={`${form}-tags`}>
            {messages.tags}
          </label>
          <input
            autoComplete="off"
            id={`${form}-tags`}
            className="field"
            value={tags}
            aria-describedby={`${form}-tags-help`}
            onChange={(event) => setTags(event.target.value)}
          />
          <p className="help" id={`${form}-tags-help`}>
            {messages.tagsHelp}
          </p>
        </div>
        {change.isError ? (
          <p className="notice" role="alert">
            {sentenceFor(change.error)}
          </p>
        ) : null}
      </form>
      <div className="sheet-foot">
        <span />
        <p className="actions">
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button
            look="primary"
            keys="enter"
            type="submit"
            form={form}
            aria-busy={change.isPending}
          >
            {change.isPending ? messages.keeping : messages.keep}
          </Button>
        </p>
      </div>
    </Sheet>
  );
}
