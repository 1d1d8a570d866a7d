import { type ReactNode, useId } from "react";

/** A page of its own, without the places: the rule, the ring left of it, and one thing asked. */
export function LonePage(props: {
  title: string;
  lead: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <main className="lockpage" aria-labelledby={id}>
      <div className={props.isWide === true ? "lockin wide" : "lockin"}>
        <p className="wordmark">
          <span className="mark back" aria-hidden="true" />
          Stepback
        </p>
        <h1 id={id}>{props.title}</h1>
        <p className="lead">{props.lead}</p>
        {props.children}
      </div>
    </main>
  );
}
