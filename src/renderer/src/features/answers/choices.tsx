import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Link } from "react-router";

/** Something to choose, which leads to its page. */
export interface Choice {
  address: string;
  name: string;
  about: ReactNode;
}

const MOVES: Record<string, 1 | -1> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** A list of which one is chosen: the first has the focus, and the arrows move it. */
export function Choices({ label, choices }: { label: string; choices: readonly Choice[] }) {
  const list = useRef<HTMLUListElement>(null);
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
  useEffect(() => list.current?.querySelector<HTMLElement>("a")?.focus(), [list]);
  const move = (index: number) => (event: KeyboardEvent) => {
    const by = MOVES[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    links()
      .at(Math.min(Math.max(0, index + by), choices.length - 1))
      ?.focus();
  };
  return (
    <ul className="answer-choices" aria-label={label} ref={list}>
      {choices.map(({ address, name, about }, index) => (
        <li className="prompt-row" key={address}>
          <Link className="prompt-question" to={address} onKeyDown={move(index)}>
            {name}
          </Link>
          <p className="meta">{about}</p>
        </li>
      ))}
    </ul>
  );
}
