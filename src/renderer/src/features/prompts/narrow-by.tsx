import { useId, type ReactNode } from "react";
import { Link } from "react-router";
import {
  cadence,
  type ListedPrompt,
  type Pack,
  type Theme,
} from "../../../../shared/contract/prompts.ts";
import { ADDRESSES } from "../../addresses.ts";
import { ThemeDot } from "../../ui/theme-dot.tsx";
import { messages } from "./messages.ts";
import {
  fromPack,
  HIDDEN,
  isOf,
  type Narrowing,
  type Way,
  writeNarrowing,
  YOURS,
} from "./narrowing.ts";

interface Choice {
  /** Null for the whole library. */
  value: string | null;
  name: ReactNode;
  count: number;
}

/** Beside the list: one theme, document or cadence to narrow it to, each an address of its own. */
export function NarrowBy(props: {
  prompts: readonly ListedPrompt[];
  themes: readonly Theme[];
  documents: readonly { id: string; title: string }[];
  packs: readonly Pack[];
  narrowing: Narrowing;
}) {
  const { prompts, themes, documents, narrowing } = props;
  const countOf = (way: Way, value: string): number =>
    prompts.filter((prompt) => isOf(prompt, way, value)).length;
  return (
    <aside className="aside" aria-label={messages.narrow}>
      <WayList
        way="theme"
        narrowing={narrowing}
        choices={[
          { value: null, name: messages.all, count: prompts.length },
          ...themes.map(({ id, title }) => ({
            value: id,
            name: (
              <span>
                <ThemeDot theme={id} />
                {title}
              </span>
            ),
            count: countOf("theme", id),
          })),
        ]}
      />
      <WayList
        way="from"
        narrowing={narrowing}
        choices={[
          ...documents.map(({ id, title }) => ({ value: id, name: title })),
          ...props.packs.map(({ id, title }) => ({ value: fromPack(id), name: title })),
          { value: YOURS, name: messages.byYou },
          { value: HIDDEN, name: messages.hidden },
        ]
          .map((choice) => ({ ...choice, count: countOf("from", choice.value) }))
          // Of a document that only packs name, nothing comes but through them.
          .filter(({ count }) => count > 0)}
      />
      <WayList
        way="asked"
        narrowing={narrowing}
        choices={cadence.options.map((value) => ({
          value,
          name: messages.cadence[value],
          count: countOf("asked", value),
        }))}
      />
    </aside>
  );
}

function WayList(props: { way: Way; narrowing: Narrowing; choices: readonly Choice[] }) {
  const { way, narrowing } = props;
  const { chosen, find } = narrowing;
  const name = useId();
  return (
    <div className="way">
      <h2 id={name} className="meta">
        {messages.ways[way]}
      </h2>
      <ul aria-labelledby={name}>
        {props.choices.map(({ value, name: title, count }) => {
          const isChosen =
            value === null ? chosen === null : chosen?.way === way && chosen.value === value;
          const to = writeNarrowing({ chosen: value === null ? null : { way, value }, find });
          return (
            <li key={value}>
              <Link
                to={{ pathname: ADDRESSES.prompts, search: to }}
                aria-current={isChosen ? "true" : undefined}
                // It stays in view beside a long list, and another list begins at its top.
                onClick={(event) => event.currentTarget.closest("main")?.scrollTo({ top: 0 })}
              >
                {title} <span className="way-count">{count}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
