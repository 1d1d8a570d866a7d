import type { Id } from "../journal/identity.ts";
import type { DocumentNode } from "./schema.ts";

/** The ids of the people that a document mentions, each once, in order. */
export function peopleIn(document: DocumentNode): Id[] {
  return idsIn(document, "mention", "person");
}

/** The ids of the moments that a document quotes, each once, in order. */
export function momentsIn(document: DocumentNode): Id[] {
  return idsIn(document, "momentQuote", "moment");
}

function idsIn(document: DocumentNode, type: string, attribute: string): Id[] {
  const ids = new Set<Id>();
  const look = (node: DocumentNode): void => {
    if (node.type === type) ids.add(String(node.attrs?.[attribute]));
    node.content?.forEach(look);
  };
  look(document);
  return [...ids];
}
