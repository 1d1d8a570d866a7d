import { useMutation, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import type { Moment } from "../../../../shared/contract/moments.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { messages } from "./messages.ts";
import { missingIn, MomentFields, type MomentWords } from "./moment-fields.tsx";

/** A moment edited in its place: Enter keeps, Esc leaves it as it was. */
export function EditMoment({ moment, onDone }: { moment: Moment; onDone: () => void }) {
  const { queries } = useConnection();
  const [words, setWords] = useState<MomentWords>(() => wordsOf(moment));
  const [isTimeWrong, setTimeWrong] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Its own revision, also when the list is read again meanwhile: another's change is never written over.
  const [{ id, revision }] = useState(moment);
  const sheet = useQuery(queries.moments.sheet.queryOptions({ input: { place: "sheet" } }));
  const today = useQuery(queries.weekly.today.queryOptions());
  const crises = sheet.data?.crises ?? [];
  // One that is closed by now is not to be chosen, and stays.
  const isOpenCrisis = moment.crisisId === null || crises.some((one) => one.id === moment.crisisId);
  const change = useMutation(queries.moments.change.mutationOptions({ onSuccess: onDone }));
  const keep = (): void => {
    const missing = missingIn(words, isTimeWrong);
    setProblem(missing);
    if (missing !== null || change.isPending) return;
    change.mutate({ id, revision, ...changesOf(words, wordsOf(moment)) });
  };
  const cancelOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <div className="moment-edit" role="presentation" onKeyDown={cancelOnEscape}>
      <MomentFields
        words={words}
        onChange={(next) => {
          setWords(next);
          setProblem(null);
        }}
        onWrongTime={setTimeWrong}
        onKeep={keep}
        timeZone={moment.timeZone}
        today={today.data?.date ?? moment.date}
        crises={isOpenCrisis ? crises : []}
        problem={problem}
        focus="text"
      />
      {change.isError ? (
        <p className="notice" role="alert">
          {sentenceFor(change.error)}
        </p>
      ) : null}
      <p className="actions">
        <Button look="quiet" keys="enter" aria-busy={change.isPending} onClick={keep}>
          {change.isPending ? messages.keeping : messages.keep}
        </Button>
        <Button keys="escape" onClick={onDone}>
          {messages.cancel}
        </Button>
      </p>
    </div>
  );
}

function wordsOf({ kind, text, person, invited, theme, at, crisisId }: Moment): MomentWords {
  return { kind, text, person: person?.name ?? "", invited, theme, at, crisisId };
}

/** Only what was changed: a name may be two people's, and the time has seconds that no field shows. */
function changesOf(words: MomentWords, before: MomentWords) {
  const { kind, text, theme, at, crisisId } = words;
  const person = words.person.trim();
  const invited = kind === "stepped_in" ? words.invited : null;
  return {
    text,
    ...(kind === null || kind === before.kind ? {} : { kind }),
    ...(person === before.person ? {} : { person: person === "" ? null : person }),
    ...(invited === before.invited ? {} : { invited }),
    ...(theme === before.theme ? {} : { theme }),
    ...(at === before.at ? {} : { at }),
    ...(crisisId === before.crisisId ? {} : { crisisId }),
  };
}
