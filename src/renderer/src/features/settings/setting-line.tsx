import type { ReactNode } from "react";

/** One setting: its name, what it means, and what changes it. A failure stands beside it. */
export function SettingLine(props: {
  name: ReactNode;
  help?: ReactNode;
  problem?: string | null;
  children?: ReactNode;
}) {
  return (
    <>
      <div className="line2">
        <div>
          <span>{props.name}</span>
          {props.help === undefined ? null : <p className="help">{props.help}</p>}
        </div>
        {props.children === undefined ? null : <div className="actions">{props.children}</div>}
      </div>
      {props.problem === undefined || props.problem === null ? null : (
        <p className="notice" role="alert">
          {props.problem}
        </p>
      )}
    </>
  );
}
