/** The box of a check, drawn: the control around it carries its meaning. */
export function CheckBox({ isOn }: { isOn: boolean }) {
  return (
    <span className={isOn ? "box on" : "box"} aria-hidden="true">
      {isOn ? (
        <svg viewBox="0 0 10 10">
          <path d="M1.5 5.3 4 7.8 8.6 2.4" />
        </svg>
      ) : null}
    </span>
  );
}
