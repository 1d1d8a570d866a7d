import { Label, Radio, RadioGroup } from "react-aria-components";
import { oldBackups, type OldBackups } from "../../../../shared/contract/protection.ts";
import { messages } from "./messages.ts";

/** What becomes of the backups that were made before there was a passphrase. */
export function BackupsChoice(props: {
  count: number;
  value: OldBackups;
  onChange: (value: OldBackups) => void;
}) {
  return (
    <RadioGroup
      className="old-backups"
      value={props.value}
      onChange={(value) => props.onChange(oldBackups.parse(value))}
    >
      <Label className="label">{messages.backups.question(props.count)}</Label>
      {oldBackups.options.map((option) => (
        <Radio key={option} value={option} className="radio-row">
          <span className={option === props.value ? "radio on" : "radio"} aria-hidden="true" />
          {messages.backups[option](props.count)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
