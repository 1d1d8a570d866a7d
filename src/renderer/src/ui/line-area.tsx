import type { Ref } from "react";

/** A text that is one line, and wraps: Enter is no part of it. */
export function LineArea(props: {
  id?: string;
  label?: string;
  className: string;
  value: string;
  placeholder?: string;
  maxLength: number;
  isInvalid?: boolean;
  describedBy?: string | undefined;
  autoFocus?: boolean;
  areaRef?: Ref<HTMLTextAreaElement>;
  onChange: (value: string) => void;
  onBlur?: () => void;
}) {
  return (
    <textarea
      id={props.id}
      ref={props.areaRef}
      className={`line-area ${props.className}`}
      aria-label={props.label}
      aria-invalid={props.isInvalid}
      aria-describedby={props.describedBy}
      rows={1}
      value={props.value}
      placeholder={props.placeholder}
      maxLength={props.maxLength}
      autoComplete="off"
      autoFocus={props.autoFocus}
      onChange={(event) => props.onChange(event.target.value.replaceAll("\n", " "))}
      onBlur={props.onBlur}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) event.preventDefault();
      }}
    />
  );
}
