import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { ListedPrompt, Theme } from "../../../../shared/contract/prompts.ts";
import { addressOfPrompt, ADDRESSES } from "../../addresses.ts";
import { type Client, useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { ThemeDot } from "../../ui/theme-dot.tsx";
import { Waiting } from "../../ui/waiting.tsx";
import { FindField } from "./find-field.tsx";
import { messages } from "./messages.ts";
import { NarrowBy } from "./narrow-by.tsx";
import { narrow, type Narrowing, readNarrowing, writeNarrowing } from "./narrowing.ts";
import { PromptRow } from "./prompt-row.tsx";

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
  const list = useRef<HTMLDivElement>(null);
  const shown = narrow(prompts, themes, narrowing);

  // In place: what was opened is no step of the way back.
  const show = (id: string | null, next = narrowing): void =>
    void navigate(
      {
        pathname: id === null ? ADDRESSES.prompts : addressOfPrompt(id),
        search: writeNarrowing(next),
      },
      { replace: true },
    );
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
  useShortcuts({
    j: next,
    k: previous,
    arrowdown: next,
    arrowup: previous,
    home: () => focusRow(0),
    end: () => focusRow(-1),
    escape: open === undefined ? undefined : () => show(null),
  });
  useEffect(() => {
    // Coming back from an answer, the prompt it was an answer to is where the reader was.
    const row = list.current?.querySelector<HTMLElement>("[aria-expanded=true]");
    row?.focus({ preventScroll: true });
    row?.closest("li")?.scrollIntoView({ block: "center" });
  }, [list]);

  return (
    <div className="page prompts-page">
      <header className="row">
        <p className="m" role="status">
          {messages.count(shown.length, prompts.length)}
        </p>
        <div className="t">
          <h1>{messages.prompts}</h1>
          <p className="lead">{messages.intro(places)}</p>
          <FindField
            find={narrowing.find}
            onFind={(find) => show(null, { ...narrowing, find })}
            onLeave={() => focusRow(0)}
          />
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
        {shown.length === 0 ? <NoneFound {...narrowing} /> : null}
        {themes.map((theme) => (
          <ThemePrompts
            key={theme.id}
            theme={theme}
            prompts={shown.filter((prompt) => prompt.theme === theme.id)}
            documents={documents}
            thisYear={today.data?.date.slice(0, 4)}
            open={open}
            onToggle={(id) => show(id === open ? null : id)}
          />
        ))}
      </div>
    </div>
  );
}

/** A theme's prompts in library order, its title in the margin; nothing where it has none to show. */
function ThemePrompts(props: {
  theme: Theme;
  prompts: readonly ListedPrompt[];
  documents: Listed["documents"];
  thisYear: string | undefined;
  open: string | undefined;
  onToggle: (id: string) => void;
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
            onToggle={() => props.onToggle(prompt.id)}
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
