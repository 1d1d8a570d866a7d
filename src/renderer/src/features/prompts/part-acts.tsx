import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TITLE_LENGTH } from "../../../../shared/contract/own-prompts.ts";
import type { Pack, Theme } from "../../../../shared/contract/prompts.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { LinkButton } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";

/** Above the prompts of a pack: how it leaves the library. */
export function PackActs({ pack, onRemove }: { pack: Pack; onRemove: () => void }) {
  return (
    <p className="meta part-acts">
      {messages.packHolds(pack.prompts)}{" "}
      <LinkButton onClick={onRemove}>{messages.removePack}</LinkButton>
    </p>
  );
}

/** Above the prompts of a theme of the user's own: its name, its turn, its end. */
export function OwnThemeActs({ theme, onDeleted }: { theme: Theme; onDeleted: () => void }) {
  const { id, title, inWeeklyRotation } = theme;
  const { queries } = useConnection();
  const showToast = useToast();
  const onError = (error: Error): void => showToast({ text: sentenceFor(error) });
  const change = useMutation(queries.prompts.changeTheme.mutationOptions());
  const restore = useMutation(queries.prompts.restoreTheme.mutationOptions({ onError }));
  const remove = useMutation(queries.prompts.removeTheme.mutationOptions({ onError }));
  const [name, setName] = useState<string | null>(null);
  const removeIt = (): void =>
    remove.mutate(
      { id },
      {
        onSuccess: () => {
          onDeleted();
          const undo = { label: messages.undo, act: () => restore.mutate({ id }) };
          showToast({ text: messages.themeDeleted, undo });
        },
      },
    );
  if (name !== null) {
    return (
      <form
        className="part-acts"
        onSubmit={(event) => {
          event.preventDefault();
          const named = { id, title: name, inWeeklyRotation };
          change.mutate(named, { onSuccess: () => setName(null) });
        }}
      >
        <input
          className="field"
          aria-label={messages.themeTitle}
          autoComplete="off"
          autoFocus
          maxLength={TITLE_LENGTH}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setName(null);
          }}
        />
        {change.error === null ? null : (
          <p className="notice" role="alert">
            {sentenceFor(change.error)}
          </p>
        )}
      </form>
    );
  }
  const turn = { id, title, inWeeklyRotation: !inWeeklyRotation };
  return (
    <p className="meta part-acts">
      {messages.yourTheme} {inWeeklyRotation ? messages.inTurn : messages.outOfTurn}{" "}
      <LinkButton onClick={() => change.mutate(turn, { onError })}>
        {inWeeklyRotation ? messages.leaveOut : messages.letTakeTurn}
      </LinkButton>{" "}
      <LinkButton onClick={() => setName(title)}>{messages.rename}</LinkButton>{" "}
      <LinkButton onClick={removeIt}>{messages.deleteTheme}</LinkButton>
    </p>
  );
}
