import type { ReactNode } from "react";
import { Segment } from "../../ui/segment.tsx";
import type { SettingsShape } from "../../../../shared/contract/settings.ts";
import { SettingLine } from "./setting-line.tsx";
import { useSetting } from "./use-setting.ts";

/** A setting of which all values are in sight; where nothing can be changed, its value in words. */
export function ChoiceSetting<Name extends Exclude<keyof SettingsShape, "blocks">>(props: {
  setting: Name;
  name: string;
  /** The name of the choice, where the line's own name does not say what is chosen. */
  label?: string;
  help?: ReactNode;
  choices: readonly { value: SettingsShape[Name]; name: string }[];
  /** The value in words; the name of its choice when left out. */
  inWords?: (value: SettingsShape[Name]) => string;
  canChange: boolean;
}) {
  const { choices, inWords } = props;
  const { value, change, problem } = useSetting(props.setting);
  const words = (chosen: SettingsShape[Name]): string =>
    inWords?.(chosen) ?? choices.find((choice) => choice.value === chosen)?.name ?? "";
  return (
    <SettingLine name={props.name} help={props.help} problem={problem}>
      {value === undefined ? null : props.canChange ? (
        <Segment
          label={props.label ?? props.name}
          value={value}
          choices={choices}
          onChange={change}
        />
      ) : (
        words(value)
      )}
    </SettingLine>
  );
}
