import { type ReactNode, useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { BackupsList } from "../backups/backups-list.tsx";
import { messages } from "./messages.ts";

/** The screen's button, and what can be opened under it: the other backups, or the report. */
export function Details(props: {
  /** What the backups are called here. */
  label: string;
  problems: readonly string[];
  /** What stands under the buttons, over what they open. */
  note?: string;
  children: ReactNode;
}) {
  const [shown, setShown] = useState<"backups" | "report" | null>(null);
  const place = useId();
  const toggle = (what: "backups" | "report") => () => setShown(shown === what ? null : what);
  return (
    <>
      <p className="actions">
        {props.children}
        <Button
          aria-expanded={shown === "backups"}
          aria-controls={place}
          onClick={toggle("backups")}
        >
          {shown === "backups" ? messages.hideBackups : props.label}
        </Button>
        {props.problems.length === 0 ? null : (
          <Button
            aria-expanded={shown === "report"}
            aria-controls={place}
            onClick={toggle("report")}
          >
            {shown === "report" ? messages.hideReport : messages.showReport}
          </Button>
        )}
      </p>
      {props.note === undefined ? null : <p className="meta">{props.note}</p>}
      <div className="details" id={place}>
        {shown === "backups" ? <BackupsList isDamaged /> : null}
        {shown === "report" ? (
          <>
            <h2>{messages.report}</h2>
            <ul className="problems">
              {props.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </>
  );
}
