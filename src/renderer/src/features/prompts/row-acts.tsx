import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { ListedPrompt } from "../../../../shared/contract/prompts.ts";
import type { PromptWish } from "../../../../shared/contract/wishes.ts";
import { addressOfAnswer, ADDRESSES } from "../../addresses.ts";
import { type Client, useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";

/** The week that a prompt can be picked for. */
export type PickWeek = Awaited<ReturnType<Client["prompts"]["list"]>>["pickWeek"];

function useWish(): (wish: PromptWish & { id: string }) => void {
  const { queries } = useConnection();
  const showToast = useToast();
  const { mutate } = useMutation(
    queries.prompts.wish.mutationOptions({
      onError: (error) => showToast({ text: sentenceFor(error) }),
    }),
  );
  return (wish) => mutate(wish);
}

/** Brings a hidden prompt back from where its row stands. */
export function ShowAgain({ id }: { id: string }) {
  const wish = useWish();
  if (useReadOnly() !== null) return null;
  return <LinkButton onClick={() => wish({ id, hidden: false })}>{messages.showAgain}</LinkButton>;
}

/** What can be done with an open prompt; each act has its key. */
export function RowActs(props: { prompt: ListedPrompt; pickWeek: PickWeek; onEdit: () => void }) {
  if (useReadOnly() !== null) return null;
  return props.prompt.hiddenSince === null ? <Acts {...props} /> : <HiddenActs {...props} />;
}

function HiddenActs({ prompt: { id } }: { prompt: ListedPrompt }) {
  const wish = useWish();
  const show = (): void => wish({ id, hidden: false });
  useShortcuts({ h: show });
  return (
    <p className="actions prompt-acts">
      <Button keys="h" onClick={show}>
        {messages.showAgain}
      </Button>
    </p>
  );
}

function Acts(props: { prompt: ListedPrompt; pickWeek: PickWeek; onEdit: () => void }) {
  const { prompt, onEdit } = props;
  const { id, favourite, pinned, picked } = prompt;
  const navigate = useNavigate();
  const wish = useWish();
  const pick = usePick();
  const remove = useRemove(prompt);
  const isOwn = prompt.origin.kind === "own";
  const act = {
    answer: () => void navigate(addressOfAnswer(id)),
    favour: () => wish({ id, favourite: !favourite }),
    pin: () => wish({ id, pinned: !pinned }),
    hide: () => wish({ id, hidden: true }),
    pick: () => pick({ id, isPicked: !picked }),
  };
  // No week asks about one person.
  const canBePicked = prompt.cadence !== "per-person";
  useShortcuts({
    a: act.answer,
    f: act.favour,
    p: act.pin,
    w: canBePicked ? act.pick : undefined,
    h: act.hide,
    e: isOwn ? onEdit : undefined,
    delete: isOwn ? remove : undefined,
  });
  return (
    <p className="actions prompt-acts">
      <Button keys="a" onClick={act.answer}>
        {prompt.answered === 0 ? messages.answer : messages.askAgain}
      </Button>
      <Button keys="f" aria-pressed={favourite} onClick={act.favour}>
        {messages.favourite}
      </Button>
      <Button keys="p" aria-pressed={pinned} onClick={act.pin}>
        {messages.pin}
      </Button>
      {canBePicked ? (
        <Button keys="w" aria-pressed={picked} onClick={act.pick}>
          {messages.pickFor(props.pickWeek.isThisWeek)}
        </Button>
      ) : null}
      <Button keys="h" onClick={act.hide}>
        {messages.hide}
      </Button>
      {isOwn ? (
        <>
          <Button keys="e" onClick={onEdit}>
            {messages.edit}
          </Button>
          <Button keys="delete" onClick={remove}>
            {messages.delete}
          </Button>
        </>
      ) : null}
    </p>
  );
}

function usePick(): (pick: { id: string; isPicked: boolean }) => void {
  const { queries } = useConnection();
  const showToast = useToast();
  const { mutate } = useMutation(
    queries.prompts.pick.mutationOptions({
      onError: (error) => showToast({ text: sentenceFor(error) }),
    }),
  );
  return (pick) => mutate(pick);
}

/** Deletes an own prompt; the toast takes it back. */
function useRemove({ id }: ListedPrompt): () => void {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const onError = (error: Error): void => showToast({ text: sentenceFor(error) });
  const restore = useMutation(queries.prompts.restore.mutationOptions({ onError }));
  const remove = useMutation(
    queries.prompts.remove.mutationOptions({
      onError,
      onSuccess: () => {
        void navigate(ADDRESSES.prompts, { replace: true });
        const undo = { label: messages.undo, act: () => restore.mutate({ id }) };
        showToast({ text: messages.deleted, undo });
      },
    }),
  );
  return () => remove.mutate({ id });
}
