import { mendLine } from "./mend-text.ts";
import type { DocumentNode } from "./schema.ts";

/**
 * A document with each of its pictures as `change` gives it back: the same, another, or text.
 * @param change is given the SHA-256 of the picture's attachment, and the picture.
 */
export function changePictures<Node extends DocumentNode>(
  node: Node,
  change: (sha256: string, picture: DocumentNode) => DocumentNode,
): Node {
  if (node.content === undefined) return node;
  const content = node.content.map((child) =>
    child.type === "picture"
      ? change(String(child.attrs?.attachment), child)
      : changePictures(child, change),
  );
  return { ...node, content };
}

/** The alt text of a picture, to stand where the picture cannot. */
export function altText(picture: DocumentNode): DocumentNode {
  return { type: "text", text: mendLine(String(picture.attrs?.alt)) };
}

/** What is said at the place of a picture that is lost. */
export function missingPicture(picture: DocumentNode): DocumentNode {
  const { text } = altText(picture);
  return {
    type: "text",
    text: text ? `(A picture is missing here: ${text})` : "(A picture is missing here.)",
  };
}

/** The SHA-256 of the attachment of each picture in a document, in order. */
export function picturesIn(node: DocumentNode): string[] {
  if (node.type === "picture") return [String(node.attrs?.attachment)];
  return (node.content ?? []).flatMap(picturesIn);
}
