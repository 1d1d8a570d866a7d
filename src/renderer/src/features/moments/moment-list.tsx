import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Moment } from "../../../../shared/contract/moments.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";
import { MomentRow } from "./moment-row.tsx";
import { shortDay } from "./moment-words.tsx";

/**
 * Moments, their marks in the margin, in the order they are given. One is open at a time, its actions
 * below it. `page` has the days in the margin, `column` in the line: for a margin that is taken.
 */
export function MomentList(props: {
  label: string;
  moments: readonly Moment[];
  look?: "page" | "column";
  /** How the day of a moment is said; by its weekday when left out. */
  dayOf?: (moment: Moment) => string;
  /** Quotes a moment in the text; there is no such action without it. */
  onQuote?: ((moment: Moment) => void) | undefined;
}) {
  const { moments, look = "page", dayOf = shortDay, onQuote } = props;
  const { queries } = useConnection();
  const canWrite = useReadOnly() === null;
  const showToast = useToast();
  const list = useRef<HTMLUListElement>(null);
  const [openId, setOpen] = useState<Id | null>(null);
  const [editedId, setEdited] = useState<Id | null>(null);
  const restore = useMutation(queries.moments.restore.mutationOptions());
  const remove = useMutation(
    queries.moments.remove.mutationOptions({
      onSuccess: (_, { id }) =>
        showToast({
          text: messages.deleted,
          many: messages.deletedMany,
          undo: { label: messages.undo, act: () => restore.mutate({ id }) },
        }),
    }),
  );
  const rows = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>(".moment-open") ?? []),
  ];
  const move = (by: number): void => {
    const at = rows().findIndex((row) => row === document.activeElement);
    rows()[at === -1 ? 0 : at + by]?.focus();
  };
  const open = moments.find(({ id }) => id === openId);
  const edit = (): void => setEdited(openId);
  const quote = onQuote === undefined || open === undefined ? undefined : () => onQuote(open);
  const deleteOpen = (): void => {
    if (open === undefined || remove.isPending) return;
    const at = moments.indexOf(open);
    const neighbour = rows()[at + 1] ?? rows()[at - 1];
    remove.mutate({ id: open.id }, { onSuccess: () => neighbour?.focus() });
  };
  const isActing = open !== undefined && editedId === null && canWrite;
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    e: isActing ? edit : undefined,
    q: isActing ? quote : undefined,
    delete: isActing ? deleteOpen : undefined,
  });
  const failed = remove.error ?? restore.error;
  return (
    <>
      {failed === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(failed)}
        </p>
      )}
      <ul className={`moments ${look}`} aria-label={props.label} ref={list}>
        {moments.map((moment, index) => {
          const day = dayOf(moment);
          const before = moments[index - 1];
          return (
            <MomentRow
              key={moment.id}
              moment={moment}
              day={day}
              isSameDay={before !== undefined && dayOf(before) === day}
              isOpen={moment.id === openId}
              isEdited={moment.id === editedId}
              onToggle={() => setOpen(moment.id === openId ? null : moment.id)}
              onEdited={() => setEdited(null)}
              acts={canWrite ? { edit, quote, delete: deleteOpen } : null}
            />
          );
        })}
      </ul>
    </>
  );
}
