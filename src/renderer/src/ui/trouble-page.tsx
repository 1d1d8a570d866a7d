import type { ReactNode } from "react";
import { LonePage } from "./lone-page.tsx";

/**
 * A page in the place of the journal: what is the matter, and what can be done. It grows while it is
 * read, so it hangs from the top, where a page that asks one thing stands in the middle.
 */
export function TroublePage(props: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className="trouble">
      <LonePage title={props.title} lead={props.lead} isWide>
        {props.children}
      </LonePage>
    </div>
  );
}
