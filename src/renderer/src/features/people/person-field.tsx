import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, type Ref, useId, useRef, useState } from "react";
import { Popover } from "react-aria-components";
import { foldName } from "../../../../shared/journal/fold.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { useConnection } from "../../api/client.ts";
import { MatchedName } from "./matched-name.tsx";
import { messages } from "./messages.ts";
import { suggestPeople } from "./suggest-people.ts";

/**
 * A person's name, found by its first letters. Up and Down choose, Enter and Tab take, Esc keeps what
 * was typed; the last row is the name as typed, which makes a page when it is kept.
 */
export function PersonField(props: {
  /** Its accessible name, where no `<label>` names `id`. */
  label?: string;
  id?: string;
  name: string;
  onName: (name: string) => void;
  /** Whether a name that nobody has may be given. */
  makesNew?: boolean;
  /** Who is not offered. */
  except?: readonly Id[];
  /** `blank` inside a sentence, `field` on a line of its own. */
  look?: "blank" | "field";
  placeholder?: string;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { name, onName, makesNew = true, look = "field" } = props;
  const { queries } = useConnection();
  const { data: people } = useQuery(queries.people.list.queryOptions());
  const { data: used } = useQuery(queries.moments.recentPeople.queryOptions());
  const list = useId();
  const holder = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);

  const typed = name.trim();
  const known = (people ?? []).filter(({ id }) => props.except?.includes(id) !== true);
  const suggested = suggestPeople(known, typed, used);
  const isNew =
    makesNew && typed !== "" && !known.some((one) => foldName(one.name) === foldName(typed));
  const count = suggested.length + (isNew ? 1 : 0);
  const isShown = isOpen && count > 0;
  // With nothing typed nobody is chosen yet: Tab goes by.
  const at = Math.min(chosen, count - 1);

  const open = (): void => {
    setOpen(true);
    setChosen(typed === "" ? -1 : 0);
  };
  const take = (index: number): void => {
    const taken = suggested[index]?.person.name ?? typed;
    onName(taken);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!isShown) open();
      else setChosen(at < 0 && step < 0 ? count - 1 : (at + step + count) % count);
    } else if (!isShown) {
      return;
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Tab" && !event.shiftKey && at >= 0) {
      take(at);
    }
  };
  return (
    <span className="person-field" ref={holder}>
      <input
        ref={props.inputRef}
        id={props.id}
        className={look}
        role="combobox"
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? list : undefined}
        aria-activedescendant={isShown && at >= 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={props.placeholder}
        // Only where the one who shows it says so: the first blank of a form.
        autoFocus={props.autoFocus}
        value={name}
        onFocus={() => {
          if (typed === "") open();
        }}
        onClick={() => {
          if (typed === "") open();
        }}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          onName(event.target.value);
          setOpen(true);
          setChosen(event.target.value.trim() === "" ? -1 : 0);
        }}
        onKeyDown={onKeyDown}
      />
      <Popover
        className="ahead people"
        triggerRef={holder}
        placement="bottom start"
        offset={4}
        // Its words stand below those of the field.
        crossOffset={-17}
        isNonModal
        isOpen={isShown}
        onOpenChange={setOpen}
      >
        <div className="results" id={list} role="listbox" aria-label={messages.people}>
          {suggested.map((one, index) => (
            <Choice
              key={one.person.id}
              id={`${list}-${index}`}
              isOn={index === at}
              onTake={() => take(index)}
            >
              <MatchedName {...one} />
              <span className="meta">{one.person.role}</span>
            </Choice>
          ))}
          {isNew ? (
            <Choice
              id={`${list}-${suggested.length}`}
              isOn={suggested.length === at}
              onTake={() => take(suggested.length)}
            >
              <span>{messages.newPage(typed)}</span>
            </Choice>
          ) : null}
        </div>
      </Popover>
    </span>
  );
}

function Choice(props: { id: string; isOn: boolean; onTake: () => void; children: ReactNode }) {
  return (
    // The focus stays in the field, whose keys choose; this is for the mouse.
    <div
      className="res"
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.isOn}
      data-focused={props.isOn ? "true" : undefined}
      onMouseDown={(event) => {
        event.preventDefault();
        props.onTake();
      }}
    >
      {props.children}
    </div>
  );
}
