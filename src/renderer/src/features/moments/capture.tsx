import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { ulid } from "ulid";
import type { MomentSheet, UnkeptMoment } from "../../../../shared/contract/moments.ts";
import { localDateAt } from "../../../../shared/journal/local-date.ts";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Autosave } from "../../saving/autosave.ts";
import { flushTexts, keepOpen, noteState } from "../../saving/open-texts.ts";
import { UnsavedNotice } from "../../saving/save-status.tsx";
import { Button, KeyHint } from "../../ui/button.tsx";
import { SheetFrame } from "../../ui/sheet.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { noteKept } from "./just-kept.ts";
import { messages } from "./messages.ts";
import { missingIn, MomentFields } from "./moment-fields.tsx";

/** Opens the sheet of a new moment from anywhere; on the desktop also its small window. */
export const MOMENT_KEYS = "mod+shift+m";

/** The sheet of a new moment over the page. Esc closes it and keeps the draft. */
export function MomentSheetOver({ onClose }: { onClose: () => void }) {
  const showToast = useToast();
  return (
    <SheetFrame label={messages.newMoment} className="moment-sheet" onClose={onClose}>
      <Capture
        onKept={() => {
          onClose();
          showToast({ text: messages.kept });
        }}
      />
    </SheetFrame>
  );
}

/** The same as a page, which the desktop's small window shows: it goes when the moment is kept. */
export function MomentPage() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const close = (): void => {
    if (search === SMALL_WINDOW) window.close();
    else void navigate(ADDRESSES.today);
  };
  useShortcuts({ escape: close });
  return (
    <main className="moment-page" aria-label={messages.newMoment}>
      <h1 className="vh">{messages.newMoment}</h1>
      <div className="capture">
        <Capture onKept={close} />
      </div>
    </main>
  );
}

/** How the desktop asks for the page in its small window. */
const SMALL_WINDOW = "?small";

function Capture(props: { onKept: () => void }) {
  const { client, queries } = useConnection();
  // Read anew each time: what was begun may have been kept elsewhere, or be on its way from here.
  const { data, error, isFetchedAfterMount } = useQuery({
    queryKey: queries.moments.sheet.queryKey(),
    queryFn: async () => {
      await flushTexts();
      return client.moments.sheet();
    },
    refetchOnMount: "always",
    gcTime: 0,
  });
  const [sheet, setSheet] = useState<MomentSheet | null>(null);
  // Once: what other windows do must not take words off the screen.
  if (sheet === null && isFetchedAfterMount && data !== undefined) setSheet(data);
  if (sheet !== null) return <CaptureForm sheet={sheet} {...props} />;
  return error === null ? null : (
    <div className="sheet-body">
      <p className="notice" role="alert">
        {sentenceFor(error)}
      </p>
    </div>
  );
}

function CaptureForm(props: { sheet: MomentSheet; onKept: () => void }) {
  const { sheet } = props;
  const { client, queries } = useConnection();
  const [words, setWords] = useState<UnkeptMoment>(() => begunOf(sheet));
  const [isTimeWrong, setTimeWrong] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const shown = useRef(words);
  shown.current = words;
  const text = useRef<HTMLTextAreaElement>(null);
  const [saving] = useState(() => {
    const autosave: Autosave<UnkeptMoment> = new Autosave<UnkeptMoment>({
      // A draft has no revision: the last one written stands.
      revision: 0,
      save: async (begun) => {
        await client.moments.keepDraft({ draft: isEmpty(begun) ? null : begun });
        return { revision: 0, updated: new Date().toISOString() };
      },
      onState: (state) => noteState(autosave, state),
    });
    return autosave;
  });
  useEffect(() => keepOpen(saving, { readWords: () => shown.current.text }), [saving]);
  const add = useMutation(
    queries.moments.add.mutationOptions({
      onMutate: ({ id }) => noteKept(id ?? null),
      onSuccess: () => props.onKept(),
      // It is a draft again.
      onError: () => saving.change(() => shown.current),
    }),
  );
  const change = (next: Omit<UnkeptMoment, "id">): void => {
    const begun = { ...next, id: words.id };
    setWords(begun);
    setProblem(null);
    saving.change(() => begun);
  };
  const keep = async (): Promise<void> => {
    const missing = missingIn(words, isTimeWrong);
    setProblem(missing);
    if (missing === messages.noText) text.current?.focus();
    const { kind } = words;
    if (missing !== null || kind === null || add.isPending) return;
    // The journal lets go of the draft together with keeping the moment.
    await saving.drop();
    const person = words.person.trim();
    add.mutate({
      ...words,
      kind,
      person: person === "" ? null : person,
      invited: kind === "stepped_in" ? words.invited : null,
    });
  };
  return (
    <>
      <div className="sheet-body moment-body">
        <MomentFields
          words={words}
          onChange={change}
          onWrongTime={setTimeWrong}
          onKeep={() => void keep()}
          timeZone={sheet.timeZone}
          today={localDateAt(new Date(sheet.now), sheet.timeZone)}
          crises={sheet.crises}
          problem={problem}
          focus={words.text === "" ? "kind" : "text"}
          textRef={text}
        />
        {add.isError ? (
          <p className="notice" role="alert">
            {sentenceFor(add.error)}
          </p>
        ) : (
          <UnsavedNotice />
        )}
      </div>
      <div className="sheet-foot">
        <p className="status">
          {messages.keptAsDraft} <KeyHint keys="escape" />
        </p>
        <p className="actions">
          <Button look="primary" keys="enter" aria-busy={add.isPending} onClick={() => void keep()}>
            {add.isPending ? messages.keeping : messages.keep}
          </Button>
        </p>
      </div>
    </>
  );
}

/** What was begun the last time, else a sentence with nothing in it. */
function begunOf({ draft, now }: MomentSheet): UnkeptMoment {
  // A clock that was set back since makes no moment one to come.
  if (draft !== null) return { ...draft, at: draft.at > now ? now : draft.at };
  return {
    id: ulid(),
    kind: null,
    text: "",
    person: "",
    invited: null,
    theme: null,
    at: now,
    crisisId: null,
  };
}

function isEmpty({ kind, text, person }: UnkeptMoment): boolean {
  return kind === null && text.trim() === "" && person.trim() === "";
}
