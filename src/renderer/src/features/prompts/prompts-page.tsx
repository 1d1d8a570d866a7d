import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { ListedPrompt, Theme } from "../../../../shared/contract/prompts.ts";
import { addressOfPrompt, ADDRESSES } from "../../addresses.ts";
import { type Client, useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { Button } from "../../ui/button.tsx";
import { type Shortcuts, useShortcuts } from "../../ui/shortcuts.ts";
import { ThemeDot } from "../../ui/theme-dot.tsx";
import { Waiting } from "../../ui/waiting.tsx";
import { FindField } from "./find-field.tsx";
import { messages } from "./messages.ts";
import { NarrowBy } from "./narrow-by.tsx";
import { fromPack, narrow, type Narrowing, readNarrowing, writeNarrowing } from "./narrowing.ts";
import { PackTrouble } from "./pack-trouble.tsx";
import { OwnThemeActs, PackActs } from "./part-acts.tsx";
import { PromptRow } from "./prompt-row.tsx";
import type { PickWeek } from "./row-acts.tsx";
import { usePacks } from "./use-packs.ts";
import { type Draft, emptyDraft, WritePrompt } from "./write-prompt.tsx";

/** The sheet that a prompt is written on, for a new one or one of the user's own. */
interface Writing {
  editing: { id: string; revision: number } | null;
  draft: Draft;
}

const WHOLE: Narrowing = { chosen: null, find: "" };

type Listed = Awaited<ReturnType<Client["prompts"]["list"]>>;

/** The prompt library by theme, with what was answered of it. */
export function PromptsPage() {
  const { queries } = useConnection();
  const { data, error } = useQuery(queries.prompts.list.queryOptions());
  if (data !== undefined) return <LibraryPage library={data} />;
  return (
    <div className="page">
      <h1>{messages.prompts}</h1>
      {error === null ? (
        <Waiting sentence={messages.reading} />
      ) : (
        <p className="notice" role="alert">
          {sentenceFor(error)}
        </p>
      )}
    </div>
  );
}

function LibraryPage({ library }: { library: Listed }) {
  const { documents, packs, themes, prompts, places } = library;
  const { queries } = useConnection();
  const today = useQuery(queries.weekly.today.queryOptions());
  const { id: open } = useParams();
  const [search] = useSearchParams();
  const narrowing = readNarrowing(search);
  const navigate = useNavigate();
  const canWrite = useReadOnly() === null;
  const list = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const draft = useRef<Draft | null>(null);
  const kept = useRef<string | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const shown = narrow(prompts, themes, narrowing);

  // An address that was asked for is shown a little later; what comes next builds on it all the same.
  const addressed = useRef(search);
  const asked = useRef(narrowing);
  if (addressed.current !== search) {
    addressed.current = search;
    asked.current = narrowing;
  }
  // In place: what was opened is no step of the way back.
  const show = (id: string | null, next = asked.current): void => {
    asked.current = next;
    void navigate(
      {
        pathname: id === null ? ADDRESSES.prompts : addressOfPrompt(id),
        search: writeNarrowing(next),
      },
      { replace: true },
    );
  };
  const byPack = (id: string): Narrowing => ({
    chosen: { way: "from", value: fromPack(id) },
    find: "",
  });
  const packing = usePacks(({ id }) => show(null, byPack(id)));
  const choose = (): void => file.current?.click();
  const write = (): void => {
    const theme = narrowing.chosen?.way === "theme" ? narrowing.chosen.value : themes[0]?.id;
    setWriting({ editing: null, draft: draft.current ?? emptyDraft(theme ?? "") });
  };
  const edit = (prompt: ListedPrompt): void => {
    if (prompt.revision === null) return;
    const { id, revision, text, theme, cadence, followUps } = prompt;
    const standing = { ...emptyDraft(theme), text, cadence, followUps };
    setWriting({ editing: { id, revision }, draft: standing });
  };
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>(".prompt-question") ?? [])];
  const focusRow = (index: number): void => {
    const row = rows().at(index);
    row?.focus();
    row?.closest("li")?.scrollIntoView({ block: "nearest" });
  };
  const move = (by: 1 | -1): void => {
    const current = rows().findIndex((row) => row.closest("li")?.contains(document.activeElement));
    focusRow(Math.min(Math.max(current + by, 0), rows().length - 1));
  };
  const next = (): void => move(1);
  const previous = (): void => move(-1);
  const keys: Shortcuts = {
    j: next,
    k: previous,
    arrowdown: next,
    arrowup: previous,
    home: () => focusRow(0),
    end: () => focusRow(-1),
    escape: open === undefined ? undefined : () => show(null),
    n: canWrite ? write : undefined,
  };
  // A pack that could not be added stands in the place of the list, with keys of its own.
  useShortcuts(packing.refused === null ? keys : {});
  useEffect(() => {
    // Coming back from an answer, the prompt it was an answer to is where the reader was.
    const row = list.current?.querySelector<HTMLElement>("[aria-expanded=true]");
    row?.focus({ preventScroll: true });
    row?.closest("li")?.scrollIntoView({ block: "center" });
  }, [list]);

  useEffect(() => {
    // Back from the sheet, the prompt that was kept there is where its writer is.
    if (writing !== null || kept.current === null || kept.current !== open) return;
    const row = list.current?.querySelector<HTMLElement>("[aria-expanded=true]");
    if (row === null || row === undefined) return;
    kept.current = null;
    row.focus({ preventScroll: true });
    row.closest("li")?.scrollIntoView({ block: "center" });
  });
  const chooser = (
    <input
      ref={file}
      type="file"
      accept=".yaml,.yml"
      hidden
      onChange={({ target }) => {
        const [chosen] = target.files ?? [];
        // The same file may be chosen again.
        target.value = "";
        if (chosen !== undefined) void packing.read(chosen);
      }}
    />
  );
  const { refused } = packing;
  if (refused !== null) {
    return (
      <>
        {chooser}
        <PackTrouble
          refused={refused}
          themes={themes}
          onReadAgain={() =>
            void packing.read(refused.file).then((isRead) => {
              if (!isRead) choose();
            })
          }
          onAddOthers={() => packing.addOthers(refused)}
          onChoose={choose}
          onLeave={packing.leave}
        />
      </>
    );
  }
  const pack = packs.find(({ id }) => narrowing.chosen?.value === fromPack(id));
  const ownTheme = themes.find(
    ({ id, origin }) =>
      origin.kind === "own" && narrowing.chosen?.way === "theme" && narrowing.chosen.value === id,
  );

  return (
    <div className="page prompts-page">
      {chooser}
      <header className="row">
        <p className="m" role="status">
          {messages.count(shown.length, prompts.length)}
        </p>
        <div className="t">
          <h1>{messages.prompts}</h1>
          <p className="lead">{messages.intro(places)}</p>
          <div className="prompts-bar">
            <FindField
              find={narrowing.find}
              onFind={(find) => show(null, { ...asked.current, find })}
              onLeave={() => focusRow(0)}
            />
            {canWrite ? (
              <p className="actions">
                <Button onClick={choose}>{messages.addPack}</Button>
                <Button look="quiet" keys="n" onClick={write}>
                  {messages.writeYourOwn}
                </Button>
              </p>
            ) : null}
          </div>
        </div>
      </header>
      <NarrowBy
        prompts={prompts}
        themes={themes}
        documents={documents}
        packs={packs}
        narrowing={narrowing}
      />
      <div className="prompt-themes" ref={list}>
        {canWrite && pack !== undefined ? (
          <PackActs pack={pack} onRemove={() => packing.remove(pack, () => show(null, WHOLE))} />
        ) : null}
        {canWrite && ownTheme !== undefined ? (
          <OwnThemeActs theme={ownTheme} onDeleted={() => show(null, WHOLE)} />
        ) : null}
        {shown.length === 0 ? <NoneFound {...narrowing} /> : null}
        {themes.map((theme) => (
          <ThemePrompts
            key={theme.id}
            theme={theme}
            prompts={shown.filter((prompt) => prompt.theme === theme.id)}
            documents={documents}
            thisYear={today.data?.date.slice(0, 4)}
            pickWeek={library.pickWeek}
            open={open}
            onToggle={(id) => show(id === open ? null : id)}
            onEdit={edit}
          />
        ))}
      </div>
      {writing === null ? null : (
        <WritePrompt
          {...writing}
          themes={themes}
          onChange={(changed) => {
            if (writing.editing === null) draft.current = changed;
            setWriting({ ...writing, draft: changed });
          }}
          onKept={(id) => {
            if (writing.editing === null) draft.current = null;
            setWriting(null);
            kept.current = id;
            const { chosen, find } = narrowing;
            const isInSight = find === "" && chosen?.value === writing.draft.theme;
            show(id, isInSight ? narrowing : WHOLE);
          }}
          onClose={() => setWriting(null)}
        />
      )}
    </div>
  );
}

/** A theme's prompts in library order, its title in the margin; nothing where it has none to show. */
function ThemePrompts(props: {
  theme: Theme;
  prompts: readonly ListedPrompt[];
  documents: Listed["documents"];
  thisYear: string | undefined;
  pickWeek: PickWeek;
  open: string | undefined;
  onToggle: (id: string) => void;
  onEdit: (prompt: ListedPrompt) => void;
}) {
  const { theme, documents, open } = props;
  const title = useId();
  if (props.prompts.length === 0) return null;
  return (
    <div className="row">
      <h2 className="m" id={title}>
        <ThemeDot theme={theme.id} />
        {theme.title}
      </h2>
      <ul className="t" aria-labelledby={title}>
        {props.prompts.map((prompt) => (
          <PromptRow
            key={prompt.id}
            prompt={prompt}
            documentTitle={documents.find(({ id }) => id === prompt.source?.document)?.title ?? ""}
            thisYear={props.thisYear}
            isOpen={prompt.id === open}
            pickWeek={props.pickWeek}
            onToggle={() => props.onToggle(prompt.id)}
            onEdit={() => props.onEdit(prompt)}
          />
        ))}
      </ul>
    </div>
  );
}

function NoneFound({ chosen, find }: Narrowing) {
  const words = find.trim();
  return (
    <div className="prompts-none">
      <p className="lead">
        {words === "" ? messages.none : messages.noneFound(words, chosen !== null)}
      </p>
      <p className="actions">
        <Link className="link" to={ADDRESSES.prompts}>
          {messages.showAll}
        </Link>
      </p>
    </div>
  );
}
