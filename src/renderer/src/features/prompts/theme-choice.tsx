import { useId } from "react";
import { Checkbox, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import type { Theme } from "../../../../shared/contract/prompts.ts";
import { CheckBox } from "../../ui/check-box.tsx";
import { ThemeMark } from "../../ui/theme-dot.tsx";
import { messages } from "./messages.ts";

/** No theme's id: a new one of the user's own. */
const NEW = "+";

interface NewTheme {
  title: string;
  inWeeklyRotation: boolean;
}

/** One of the themes, or a new one with its name. */
export function ThemeChoice(props: {
  themes: readonly Theme[];
  /** Null for a new one. */
  theme: string | null;
  newTheme: NewTheme;
  titleLength: number;
  onTheme: (theme: string | null) => void;
  onNewTheme: (theme: NewTheme) => void;
}) {
  const { theme, newTheme, onNewTheme } = props;
  const id = useId();
  return (
    <div className="sheet-field">
      <span className="label" id={id}>
        {messages.theme}
      </span>
      <ToggleButtonGroup
        className="toggles"
        aria-labelledby={id}
        disallowEmptySelection
        selectedKeys={[theme ?? NEW]}
        onSelectionChange={(keys) => {
          const [chosen] = keys;
          props.onTheme(chosen === NEW ? null : String(chosen));
        }}
      >
        {props.themes.map(({ id: choice, title }) => (
          <ToggleButton key={choice} id={choice} className="toggle">
            <ThemeMark theme={choice} />
            {title}
          </ToggleButton>
        ))}
        <ToggleButton id={NEW} className="toggle">
          <ThemeMark theme={null} />
          {messages.ownTheme}
        </ToggleButton>
      </ToggleButtonGroup>
      {theme === null ? (
        <div className="new-theme">
          <label className="label" htmlFor={`${id}-title`}>
            {messages.themeTitle}
          </label>
          <input
            id={`${id}-title`}
            className="field"
            autoComplete="off"
            maxLength={props.titleLength}
            value={newTheme.title}
            onChange={(event) => onNewTheme({ ...newTheme, title: event.target.value })}
          />
          <Checkbox
            className="check"
            isSelected={newTheme.inWeeklyRotation}
            onChange={(inWeeklyRotation) => onNewTheme({ ...newTheme, inWeeklyRotation })}
          >
            <CheckBox isOn={newTheme.inWeeklyRotation} />
            <span>{messages.takesTurn}</span>
          </Checkbox>
        </div>
      ) : null}
    </div>
  );
}
