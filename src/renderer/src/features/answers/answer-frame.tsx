import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { messages } from "./messages.ts";

/** The frame of a page that is left for where one came from: as the ritual's, without its steps. */
export function AnswerFrame(props: {
  /** Names the page. */
  name: string;
  /** Over the page: where its question is from. */
  source: string;
  children: ReactNode;
  /** What was answered before, left of the rule. */
  earlier: ReactNode | null;
  status?: ReactNode;
  acts?: ReactNode;
  leave: () => void;
}) {
  const { earlier, leave } = props;
  useShortcuts({ escape: leave });
  return (
    <div className={earlier === null ? "ritual answer" : "ritual answer again"}>
      <header className="ritual-top">
        <p className="meta" />
        <p className="meta">
          <span className="vh">{props.name}, </span>
          {props.source}
        </p>
        <Button keys="escape" onClick={leave}>
          {messages.back}
        </Button>
      </header>
      <main className="ritual-main" aria-label={props.name}>
        {props.children}
        {earlier}
      </main>
      <footer className="ritual-foot">
        <span />
        <div className="status">{props.status}</div>
        <p className="actions">{props.acts}</p>
      </footer>
    </div>
  );
}
