import { useState } from "react";
import {
  Autocomplete,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  TextField,
  useFilter,
} from "react-aria-components";
import { KeyHint } from "../../ui/button.tsx";
import { SheetFrame } from "../../ui/sheet.tsx";
import { messages } from "./messages.ts";

/** Something the palette can do. */
export interface Command {
  /** Names it among the others. */
  id: string;
  name: string;
  keys?: string;
  act: () => void;
}

/** Commands of one sort. */
export interface CommandGroup {
  title: string;
  commands: readonly Command[];
}

/** Places and commands, found by a few letters. The focus stays in the field; the arrows choose. */
export function Palette(props: { groups: readonly CommandGroup[]; onClose: () => void }) {
  const { groups, onClose } = props;
  const { contains } = useFilter({ sensitivity: "base" });
  const [typed, setTyped] = useState("");
  const run = (id: unknown): void => {
    onClose();
    groups
      .flatMap(({ commands }) => commands)
      .find((command) => command.id === id)
      ?.act();
  };
  return (
    <SheetFrame label={messages.title} className="palette" onClose={onClose}>
      <Autocomplete filter={contains} inputValue={typed} onInputChange={setTyped}>
        <TextField className="palette-in" aria-label={messages.find} autoFocus>
          <Input className="palette-field" placeholder={messages.find} autoComplete="off" />
          <KeyHint keys="escape" />
        </TextField>
        <ListBox
          className="results"
          aria-label={messages.results}
          items={groups}
          onAction={run}
          renderEmptyState={() => <p className="nothing">{messages.nothing(typed)}</p>}
        >
          {({ title, commands }) => (
            <ListBoxSection id={title}>
              <Header>{title}</Header>
              <Collection items={commands}>
                {({ id, name, keys }) => (
                  <ListBoxItem id={id} textValue={name} className="res">
                    <span className="x">{name}</span>
                    {keys === undefined ? null : <KeyHint keys={keys} />}
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Autocomplete>
      <div className="sheet-foot">
        <span />
        <p className="status palette-keys">
          <span>
            <kbd>↑↓</kbd> {messages.choose}
          </span>
          <span>
            <KeyHint keys="enter" /> {messages.open}
          </span>
        </p>
      </div>
    </SheetFrame>
  );
}
