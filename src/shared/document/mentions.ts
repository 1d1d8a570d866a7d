import type { Id } from "../journal/identity.ts";
import type { QuotedMoment } from "./quoted-moment.ts";
import type { DocumentNode } from "./schema.ts";

/** The ids of the people that a document mentions, each once, in order. */
export function peopleIn(document: DocumentNode): Id[] {
  return idsIn(document, "mention", "person");
}

/** The ids of the moments that a document quotes, each once, in order. */
export function momentsIn(document: DocumentNode): Id[] {
  return idsIn(document, "momentQuote", "moment");
}

/** The document with its mentions meaning whom `idOf` says; the same one where nothing changes. */
export function changeMentions<Node extends DocumentNode>(node: Node, idOf: (id: Id) => Id): Node {
  if (node.type === "mention") {
    const person = String(node.attrs?.person);
    const other = idOf(person);
    return other === person ? node : { ...node, attrs: { ...node.attrs, person: other } };
  }
  const content = node.content?.map((child) => changeMentions(child, idOf));
  return content?.some((child, index) => child !== node.content?.[index]) === true
    ? { ...node, content }
    : node;
}

/**
 * A document with what it speaks of as it is now. Whom and what is not among these keeps the words that
 * were written.
 */
export function withWordsOfNow<Node extends DocumentNode>(
  node: Node,
  now: { names: ReadonlyMap<Id, string>; moments: ReadonlyMap<Id, QuotedMoment> },
): Node {
  const { type, attrs, content } = node;
  if (type === "mention") {
    const name = now.names.get(String(attrs?.person));
    return name === undefined ? node : { ...node, attrs: { ...attrs, name } };
  }
  if (type === "momentQuote") {
    const moment = now.moments.get(String(attrs?.moment));
    return moment === undefined ? node : { ...node, attrs: { ...moment } };
  }
  if (content === undefined) return node;
  return { ...node, content: content.map((child) => withWordsOfNow(child, now)) };
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
