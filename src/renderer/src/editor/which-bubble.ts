import { type EditorState, NodeSelection } from "@tiptap/pm/state";
import { findTable } from "@tiptap/pm/tables";
import { linkAt } from "./link.ts";

/** What a bubble beside the text is about, and the range of the document that it stands at. */
export interface Bubble {
  kind: "format" | "link" | "table" | "picture" | "mention";
  from: number;
  to: number;
  /** Where the link leads, what the picture shows, or the id of whom is mentioned; empty otherwise. */
  about: string;
}

/**
 * The one bubble that a selection calls for, or null: about the picture or the mention that is selected,
 * to format what is selected, else about the link or the table that the caret stands in.
 */
export function bubbleFor({ doc, selection }: EditorState): Bubble | null {
  const { $head, from, to, empty } = selection;
  if (selection instanceof NodeSelection) {
    const { type, attrs } = selection.node;
    if (type.name === "mention") {
      return { kind: "mention", from, to, about: String(attrs["person"]) };
    }
    if (type.name !== "picture") return null;
    return { kind: "picture", from, to, about: String(attrs["alt"]) };
  }
  if ($head.parent.type.spec.code === true) return null;
  if (!empty) {
    return doc.textBetween(from, to) === "" ? null : { kind: "format", from, to, about: "" };
  }
  const link = linkAt($head);
  if (link !== null) return { kind: "link", from: link.from, to: link.to, about: link.href };
  const table = findTable($head);
  return table === null
    ? null
    : { kind: "table", from: table.pos, to: table.pos + table.node.nodeSize, about: "" };
}

/** Whether two bubbles are about the same: a link or a table stays itself while it is written in. */
export function isSameBubble(one: Bubble | null, other: Bubble | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.kind === other.kind &&
    one.from === other.from &&
    (one.kind !== "format" || one.to === other.to)
  );
}
