import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { addressOfEntry, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { Waiting } from "../../ui/waiting.tsx";
import { EmptyTimeline } from "./empty-timeline.tsx";
import { EntryList } from "./entry-list.tsx";
import { EntryView } from "./entry-view.tsx";
import { FilterPopover } from "./filter-popover.tsx";
import { filterInWords } from "./filter-words.ts";
import { messages } from "./messages.ts";
import { isNarrow } from "./narrow.ts";
import { useFilter } from "./use-filter.ts";

const PAGE_SIZE = 100;

/** Entries by month, newest first, and the chosen one beside them, to read or to write. */
export function Timeline({ isEditing = false }: { isEditing?: boolean }) {
  const { id } = useParams();
  const { queries } = useConnection();
  const navigate = useNavigate();
  const canWrite = useReadOnly() === null;
  const filtering = useFilter();
  const { filter, isFiltered, withFilter } = filtering;
  const [isChoosing, setChoosing] = useState(false);
  // Kept as state: the list beneath is drawn as soon as there is an element that scrolls.
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const filterButton = useRef<HTMLButtonElement>(null);
  const themes = useQuery(queries.prompts.themes.queryOptions());
  const list = useInfiniteQuery({
    ...queries.entries.list.infiniteOptions({
      input: (after: { date: string; id: string } | undefined) => ({
        limit: PAGE_SIZE,
        after,
        filter,
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ entries }) => {
        const last = entries.at(-1);
        return entries.length < PAGE_SIZE || last === undefined
          ? undefined
          : { date: last.date, id: last.id };
      },
    }),
    // What was chosen stays in sight until the next choice has been read.
    placeholderData: (standing) => standing,
  });
  const pages = list.data?.pages;
  const entries = useMemo(() => pages?.flatMap((page) => page.entries) ?? [], [pages]);
  const chosen = id ?? entries[0]?.id;
  // Where the entry that is shown stands in the list, or stood before it was deleted.
  const place = useRef(0);
  const standing = entries.findIndex((entry) => entry.id === chosen);
  if (standing !== -1) place.current = standing;
  const move = (by: number): void => {
    const next = entries[standing + by];
    // Going through the list is one step back, however far it went.
    if (next !== undefined) {
      void navigate(withFilter(addressOfEntry(next.id)), { replace: id !== undefined });
    }
  };
  const next = (): void => move(1);
  const previous = (): void => move(-1);
  const create = (): void => void navigate(withFilter(ADDRESSES.newEntry));
  const choose = (): void => {
    // Where the list is a page of its own, one goes there to narrow it.
    if (isNarrow() && id !== undefined) void navigate(withFilter(ADDRESSES.timeline));
    // It opens beside its button, which has to be in sight.
    scroller?.scrollTo({ top: 0 });
    setChoosing(true);
  };
  useShortcuts(
    isEditing
      ? {}
      : {
          j: next,
          k: previous,
          // In an entry that has the focus the arrows scroll.
          arrowdown: unlessReading(next),
          arrowup: unlessReading(previous),
          f: choose,
          n: canWrite ? create : undefined,
        },
  );

  // Not while what a filter left of it is shown in the place of the whole; and what is being written
  // stays, also when it was the only entry and was deleted elsewhere.
  const isEmpty = list.data?.pages[0]?.total === 0 && !list.isPlaceholderData;
  if (isEmpty && !isFiltered && !isEditing) return <EmptyTimeline />;
  const titleOfTheme = (theme: string): string =>
    themes.data?.find((one) => one.id === theme)?.title ?? theme;
  return (
    <main className={id === undefined ? "split keep" : "split"}>
      <section className="list" aria-label={messages.timeline} ref={setScroller} tabIndex={-1}>
        <div className="head">
          <h1>{messages.timeline}</h1>
          <p className="actions">
            {canWrite ? (
              <Button keys="n" onClick={create}>
                {messages.newEntry}
              </Button>
            ) : null}
            <Button
              keys="f"
              ref={filterButton}
              aria-expanded={isChoosing}
              aria-haspopup="dialog"
              onClick={choose}
            >
              {messages.filter}
            </Button>
          </p>
        </div>
        {isFiltered ? (
          <p className="meta filtered">
            {filterInWords(filter, titleOfTheme)}{" "}
            <LinkButton onClick={filtering.clear}>{messages.clear}</LinkButton>
          </p>
        ) : null}
        {list.isError ? (
          <p className="notice" role="alert">
            {sentenceFor(list.error)}
          </p>
        ) : null}
        {list.data === undefined && !list.isError ? <Waiting sentence={messages.reading} /> : null}
        {list.data !== undefined && entries.length === 0 ? (
          <p className="nothing">{messages.nothingFound}</p>
        ) : null}
        <EntryList
          entries={entries}
          chosen={chosen}
          hasGaps={!isFiltered}
          scroller={scroller}
          addressOf={withFilter}
          readOn={
            list.hasNextPage && !list.isFetching ? () => void list.fetchNextPage() : undefined
          }
        />
      </section>
      <div className="main reading-main">
        {chosen === undefined ? null : (
          <EntryView
            key={chosen}
            id={chosen}
            isEditing={isEditing}
            isShown={id !== undefined || !isNarrow()}
            addressOf={withFilter}
            onGone={() => {
              // To the one that stands in its place now, so that the next key does not meet another.
              const others = entries.filter((entry) => entry.id !== chosen);
              const neighbour = others[Math.min(place.current, others.length - 1)];
              const address =
                neighbour === undefined || isNarrow()
                  ? ADDRESSES.timeline
                  : addressOfEntry(neighbour.id);
              void navigate(withFilter(address), { replace: true });
            }}
          />
        )}
      </div>
      {isChoosing ? (
        <FilterPopover
          trigger={filterButton}
          placement={isNarrow() ? "bottom right" : "right top"}
          themes={themes.data ?? []}
          filtering={filtering}
          found={list.isPlaceholderData ? undefined : list.data?.pages[0]?.total}
          onClose={() => {
            setChoosing(false);
            filterButton.current?.focus();
          }}
        />
      ) : null}
    </main>
  );
}

/** A key that does nothing while the focus is in the entry that is read. */
function unlessReading(act: () => void): () => void {
  return () => {
    if (document.activeElement?.closest("article") === null) act();
  };
}
