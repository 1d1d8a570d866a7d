import type { ReactNode } from "react";
import { CODE_GROUPS } from "../../../../shared/contract/protection.ts";

const NUMBERS = Array.from({ length: CODE_GROUPS }, (_, index) => index + 1);

/** The groups of a recovery code in their places, as they stand on paper. */
export function CodeGrid(props: {
  label: string;
  /** What stands in the place of a group, by its number. */
  renderGroup: (number: number) => ReactNode;
  className?: string;
}) {
  return (
    <ol className={`code ${props.className ?? ""}`} aria-label={props.label}>
      {NUMBERS.map((number) => (
        <li key={number}>
          <i aria-hidden="true">{number}</i>
          {props.renderGroup(number)}
        </li>
      ))}
    </ol>
  );
}

/** A group that is not shown, or not there yet. */
export function HiddenGroup() {
  return (
    <b className="hid" aria-hidden="true">
      ••••
    </b>
  );
}
