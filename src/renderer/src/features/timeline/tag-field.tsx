import { useQuery } from "@tanstack/react-query";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useConnection } from "../../api/client.ts";
import { messages } from "./messages.ts";

/** A tag of the journal, found by its first letters; only what is one narrows. */
export function TagField(props: { value: string; onChange: (tag: string) => void }) {
  const { queries } = useConnection();
  const tags = useQuery(queries.entries.tags.queryOptions());
  if (tags.data === undefined || (tags.data.length === 0 && props.value === "")) return null;
  return (
    <ComboBox
      allowsCustomValue
      menuTrigger="focus"
      defaultInputValue={props.value}
      onInputChange={(typed) => {
        const tag = typed.trim().replace(/^#/, "").toLowerCase();
        props.onChange(tags.data.find((one) => one.toLowerCase() === tag) ?? "");
      }}
    >
      <Label className="label">{messages.tag}</Label>
      <Input className="field" placeholder={messages.any} autoComplete="off" />
      <Popover className="ahead" placement="bottom start" offset={4}>
        <ListBox className="results" items={tags.data.map((tag) => ({ id: tag }))}>
          {({ id }) => (
            <ListBoxItem id={id} textValue={id} className="res">
              <span className="x">#{id}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
