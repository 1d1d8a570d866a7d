import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useEffect, useId, useState } from "react";
import { Checkbox, Dialog, Popover, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { entryKind } from "../../../../shared/contract/entries.ts";
import type { Theme } from "../../../../shared/contract/prompts.ts";
import { useConnection } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { ThemeMark } from "../../ui/theme-dot.tsx";
import { messages } from "./messages.ts";
import { PersonFilter } from "./person-filter.tsx";
import { TagField } from "./tag-field.tsx";
import type { useFilter } from "./use-filter.ts";

/** Words narrow once nothing was typed for so long. */
const PAUSE_MILLISECONDS = 200;

/** What narrows the timeline. Each change acts at once; Esc closes it and keeps what is chosen. */
export function FilterPopover(props: {
  trigger: RefObject<HTMLElement | null>;
  placement: "bottom right" | "right top";
  themes: readonly Theme[];
  filtering: ReturnType<typeof useFilter>;
  /** How many entries are chosen; undefined while they are counted. */
  found: number | undefined;
  onClose: () => void;
}) {
  const { filtering, found } = props;
  const { filter, change, clear } = filtering;
  const id = useId();
  const { queries } = useConnection();
  const [words, setWords] = useState(filter.text ?? "");
  useEffect(() => {
    // Every text is read for them, so not at each key.
    const timer = setTimeout(() => change({ text: words.trim() }), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [words, change]);
  const close = (): void => {
    change({ text: words.trim() });
    props.onClose();
  };
  // The fields of the person and the tag begin anew with it: what is typed there is their own.
  const [clears, setClears] = useState(0);
  const all = useQuery(queries.entries.list.queryOptions({ input: { limit: 1 } }));
  return (
    <Popover
      className="pop"
      triggerRef={props.trigger}
      placement={props.placement}
      offset={8}
      containerPadding={16}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
    >
      <Dialog aria-label={messages.filterTitle} className="pop-dialog">
        <div className="sheet-body">
          <label className="label" htmlFor={`${id}-text`}>
            {messages.withWords}
          </label>
          <input
            id={`${id}-text`}
            className="field"
            autoComplete="off"
            placeholder={messages.any}
            value={words}
            // The popover takes the focus, and this is its first field.
            autoFocus
            onChange={(event) => setWords(event.target.value)}
          />
          <Toggles
            label={messages.kind}
            chosen={filter.kind}
            choices={entryKind.options.map((kind) => ({
              id: kind,
              name: messages.kinds[kind],
              mark: <ThemeMark theme={null} />,
            }))}
            onChange={(kind) => change({ kind })}
          />
          <Toggles
            label={messages.theme}
            chosen={filter.theme}
            choices={props.themes.map((theme) => ({
              id: theme.id,
              name: theme.title,
              mark: <ThemeMark theme={theme.id} />,
            }))}
            onChange={(theme) => change({ theme })}
          />
          <div className="two filter-part">
            <PersonFilter
              key={`person-${clears}`}
              value={clears === 0 ? (filter.person ?? "") : ""}
              onChange={(person) => change({ person })}
            />
            <TagField
              key={`tag-${clears}`}
              value={clears === 0 ? (filter.tag ?? "") : ""}
              onChange={(tag) => change({ tag })}
            />
          </div>
          <Checkbox
            className="check"
            isSelected={filter.starred === true}
            onChange={(on) => change({ starred: on ? "true" : undefined })}
          >
            <CheckBox isOn={filter.starred === true} />
            <span>{messages.starredOnly}</span>
          </Checkbox>
        </div>
        <div className="sheet-foot">
          <p className="status" aria-live="polite">
            {found === undefined || all.data === undefined
              ? ""
              : messages.found(found, all.data.total)}
          </p>
          <p className="actions">
            <Button
              onClick={() => {
                clear();
                setWords("");
                setClears(clears + 1);
              }}
            >
              {messages.clear}
            </Button>
            <Button look="quiet" keys="escape" onClick={close}>
              {messages.done}
            </Button>
          </p>
        </div>
      </Dialog>
    </Popover>
  );
}

/** At most one of a few; choosing it again chooses none. */
function Toggles(props: {
  label: string;
  chosen: string | undefined;
  choices: readonly { id: string; name: string; mark: ReactNode }[];
  onChange: (chosen: string | undefined) => void;
}) {
  const id = useId();
  return (
    <div className="filter-part">
      <span className="label" id={id}>
        {props.label}
      </span>
      <ToggleButtonGroup
        className="toggles"
        aria-labelledby={id}
        selectedKeys={props.chosen === undefined ? [] : [props.chosen]}
        onSelectionChange={(keys) => {
          const [chosen] = keys;
          props.onChange(chosen === undefined ? undefined : String(chosen));
        }}
      >
        {props.choices.map(({ id: choice, name, mark }) => (
          <ToggleButton key={choice} id={choice} className="toggle">
            {mark}
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
