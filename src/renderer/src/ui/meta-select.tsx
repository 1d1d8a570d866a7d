import type { ReactNode } from "react";
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from "react-aria-components";
import { KeyHint } from "./button.tsx";
import { nameShortcut } from "./shortcuts.ts";

const NONE = "none";

/** At most one of a few, shown as a word in a line of metadata. `keys` opens it. */
export function MetaSelect(props: {
  label: string;
  /** What stands where none is chosen. */
  none: string;
  value: string | null;
  choices: readonly { id: string; name: string; mark?: ReactNode }[];
  onChange: (value: string | null) => void;
  keys?: string;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}) {
  const { value, choices, keys } = props;
  const chosen = choices.find(({ id }) => id === value);
  return (
    <Select
      className="meta-select"
      selectedKey={value ?? NONE}
      onSelectionChange={(key) => props.onChange(key === NONE || key === null ? null : String(key))}
      {...(props.isOpen === undefined ? {} : { isOpen: props.isOpen })}
      {...(props.onOpenChange === undefined ? {} : { onOpenChange: props.onOpenChange })}
    >
      <Label className="vh">{props.label}</Label>
      <Button
        className="meta meta-act"
        {...(keys === undefined ? {} : { "aria-keyshortcuts": nameShortcut(keys) })}
      >
        <SelectValue>
          {() =>
            chosen === undefined ? (
              props.none
            ) : (
              <>
                {chosen.mark}
                {chosen.name}
              </>
            )
          }
        </SelectValue>{" "}
        {keys === undefined ? null : <KeyHint keys={keys} />}
      </Button>
      <Popover className="ahead" placement="bottom start" offset={4}>
        <ListBox
          className="results"
          items={[{ id: NONE, name: props.none, mark: null }, ...choices]}
        >
          {({ id, name, mark }) => (
            <ListBoxItem id={id} textValue={name} className="res">
              <span className="x ui">
                {mark}
                {name}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
