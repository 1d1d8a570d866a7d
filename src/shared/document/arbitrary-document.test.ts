import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arbitraryDocument,
  arbitraryEmphasis,
  DOCUMENT_RUNS,
} from "./arbitrary-document.test-helper.ts";
import { normalizeDocument } from "./normal-form.ts";
import type { DocumentNode } from "./schema.ts";

// What the documents of the round trip are really made of: a property says nothing of what never occurs.

/** A node with those around it, from the document inwards. */
interface Found {
  node: DocumentNode;
  path: readonly DocumentNode[];
  before: DocumentNode | undefined;
  after: DocumentNode | undefined;
}

function findAll(node: DocumentNode, path: readonly DocumentNode[] = []): Found[] {
  const content = node.content ?? [];
  return content.flatMap((child, index) => [
    { node: child, path: [...path, node], before: content[index - 1], after: content[index + 1] },
    ...findAll(child, [...path, node]),
  ]);
}

const isIn = ({ path }: Found, ...types: string[]): boolean =>
  path.some(({ type }) => types.includes(type));
const hasMark = (node: DocumentNode | undefined, ...types: string[]): boolean =>
  node?.marks?.some(({ type }) => types.includes(type)) === true;
const isEmphasis = (node: DocumentNode | undefined): boolean =>
  hasMark(node, "bold", "italic", "strike");
const isMention = (node: DocumentNode | undefined): boolean => node?.type === "mention";
const isMomentQuote = (node: DocumentNode | undefined): boolean => node?.type === "momentQuote";
const isPicture = (node: DocumentNode | undefined): boolean => node?.type === "picture";

/** Plain text, not in code and without a mark. */
const plain = ({ node, path }: Found): string =>
  node.type === "text" && !node.marks && path.at(-1)?.type !== "codeBlock" ? (node.text ?? "") : "";
/** Plain text at the start of a line. */
const lineStart = (found: Found): string =>
  found.before === undefined || found.before.type === "hardBreak" ? plain(found) : "";
const linkText = ({ node }: Found): string => (hasMark(node, "link") ? (node.text ?? "") : "");
const href = ({ node }: Found): string => {
  const link = node.marks?.find(({ type }) => type === "link");
  return link ? String(link.attrs?.href) : "";
};
const codeIn = ({ node, path }: Found, where: "span" | "block"): string => {
  const isCode = where === "span" ? hasMark(node, "code") : path.at(-1)?.type === "codeBlock";
  return isCode ? (node.text ?? "") : "";
};
const alt = ({ node }: Found): string => (isPicture(node) ? String(node.attrs?.alt) : "");

/** Whether emphasis begins or ends between two characters such as these. */
function hasEdge({ node, after }: Found, inside: RegExp, outside: RegExp): boolean {
  const [left, right] = [
    Array.from(node.text ?? "").at(-1) ?? "",
    Array.from(after?.text ?? "")[0] ?? "",
  ];
  if (isEmphasis(node) === isEmphasis(after)) return false;
  return isEmphasis(node)
    ? inside.test(left) && outside.test(right)
    : inside.test(right) && outside.test(left);
}

const HAN = /\p{Script=Han}/u;
const PUNCTUATION = /\p{P}/u;
const WORD = /[\p{L}\p{N}]/u;
const LIST = ["bulletList", "orderedList", "taskList"];
const CELL = ["tableCell", "tableHeader"];

/** What is found in documents of normal form. */
const FEATURES: readonly [string, (found: Found) => boolean][] = [
  ["emphasis that begins or ends beside Chinese", (found) => hasEdge(found, HAN, WORD)],
  ["emphasis of Chinese beside punctuation", (found) => hasEdge(found, HAN, PUNCTUATION)],
  ["emphasis of punctuation beside a word", (found) => hasEdge(found, PUNCTUATION, WORD)],
  ["emphasis beside a picture", ({ node, after }) => isEmphasis(node) && isPicture(after)],
  ["code with backticks", (found) => codeIn(found, "span").includes("`")],
  ["a block of code with a fence", (found) => codeIn(found, "block").includes("```")],
  ["an empty block of code", ({ node }) => node.type === "codeBlock" && !node.content],
  ["a line like a bullet", (found) => /^[-+*] /.test(lineStart(found))],
  ["a line like a number", (found) => /^\d+[.)] /.test(lineStart(found))],
  ["a line like a heading", (found) => /^#{1,6} /.test(lineStart(found))],
  ["a line like a rule", (found) => /^(?:-{3}|_{3}|={3}|\* \* \*|- - -)$/.test(lineStart(found))],
  ["a line like a quote", (found) => lineStart(found).startsWith(">")],
  ["a line like a table", (found) => lineStart(found).startsWith("|")],
  ["a line like a checkbox", (found) => /^\[[ x]\] /.test(lineStart(found))],
  ["a line like a definition", (found) => /^\[[^\]]+\]:/.test(lineStart(found))],
  ["a line like a fence", (found) => /^(?:```|~~~)/.test(lineStart(found))],
  ["a pipe in a cell", (found) => isIn(found, ...CELL) && plain(found).includes("|")],
  [
    "a pipe in code in a cell",
    (found) => isIn(found, ...CELL) && codeIn(found, "span").includes("|"),
  ],
  ["a backslash before punctuation", (found) => /\\[!-/:-@[-`{-~]/.test(plain(found))],
  ["a backslash at an end", (found) => plain(found).endsWith("\\")],
  ["a list in a list", (found) => LIST.includes(found.node.type) && isIn(found, ...LIST)],
  ["a task in a list", (found) => found.node.type === "taskItem" && isIn(found, "listItem")],
  [
    "two bulleted lists in a row",
    ({ node, after }) => node.type === "bulletList" && after?.type === "bulletList",
  ],
  [
    "two numbered lists in a row",
    ({ node, after }) => node.type === "orderedList" && after?.type === "orderedList",
  ],
  [
    "a list of tasks after one without",
    ({ node, after }) => node.type === "bulletList" && after?.type === "taskList",
  ],
  ["a task that is done", ({ node }) => node.attrs?.checked === true],
  ["a task that is open", ({ node }) => node.attrs?.checked === false],
  ["a table", ({ node }) => node.type === "table"],
  ["a hard break", (found) => found.node.type === "hardBreak" && !isIn(found, ...CELL)],
  ["a hard break in a cell", (found) => found.node.type === "hardBreak" && isIn(found, ...CELL)],
  ["a quote in an item", (found) => found.node.type === "blockquote" && isIn(found, "listItem")],
  ["a link with brackets in its text", (found) => /[[\]]/.test(linkText(found))],
  ["a link with quotes in its address", (found) => /["']/.test(href(found))],
  ["a link with brackets in its address", (found) => /[()]/.test(href(found))],
  [
    "a link that shows its address",
    (found) => href(found) !== "" && href(found) === found.node.text,
  ],
  ["a bare address", (found) => /https?:\/\/\w|www\.\w/.test(plain(found))],
  ["a bare mail address", (found) => /\w@\w+\.\w/.test(plain(found))],
  ["an entity", (found) => /&(?:amp|nbsp|#35);/.test(plain(found))],
  ["HTML", (found) => /<(?:br|b|!--|\/p)/.test(plain(found))],
  ["a footnote", (found) => plain(found).includes("[^1]")],
  ["emoji", (found) => /\p{RGI_Emoji}/v.test(plain(found))],
  [
    "words from right to left",
    (found) => /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(plain(found)),
  ],
  ["a mark that turns the direction", (found) => plain(found).includes("\u202e")],
  ["a mention", ({ node }) => isMention(node)],
  ["a mention in emphasis", ({ node }) => isMention(node) && isEmphasis(node)],
  ["two mentions side by side", ({ node, after }) => isMention(node) && isMention(after)],
  ["a mention in a heading", (found) => isMention(found.node) && isIn(found, "heading")],
  ["a mention in a cell", (found) => isMention(found.node) && isIn(found, ...CELL)],
  [
    "a mention beside a link",
    ({ node, after }) => isMention(node) && hasMark(after, "link") && !isMention(after),
  ],
  [
    "a name with Markdown in it",
    ({ node }) => isMention(node) && /[[\]*_`]/.test(String(node.attrs?.["name"])),
  ],
  ["a quoted moment", ({ node }) => isMomentQuote(node)],
  ["a quoted moment in an item", (found) => isMomentQuote(found.node) && isIn(found, "listItem")],
  ["a quoted moment in a quote", (found) => isMomentQuote(found.node) && isIn(found, "blockquote")],
  ["two quoted moments in a row", ({ node, after }) => isMomentQuote(node) && isMomentQuote(after)],
  [
    "a quoted moment with nobody, of which nothing more was said",
    ({ node }) =>
      isMomentQuote(node) && node.attrs?.["person"] === null && node.attrs["invited"] === null,
  ],
  [
    "a quoted moment like a list",
    ({ node }) => isMomentQuote(node) && /^[-+*] /.test(String(node.attrs?.["text"])),
  ],
  ["a picture", ({ node }) => isPicture(node)],
  ["two pictures side by side", ({ node, after }) => isPicture(node) && isPicture(after)],
  ["a picture in a heading", (found) => isPicture(found.node) && isIn(found, "heading")],
  ["a picture in a cell", (found) => isPicture(found.node) && isIn(found, ...CELL)],
  ["a picture in an item", (found) => isPicture(found.node) && isIn(found, "listItem", "taskItem")],
  ["a picture that begins a line", ({ node, before }) => isPicture(node) && !before],
  ["a picture without words", (found) => isPicture(found.node) && alt(found) === ""],
  ["an alt text with brackets", (found) => /[[\]]/.test(alt(found))],
  ["an alt text with a backtick", (found) => alt(found).includes("`")],
  ["an alt text with emphasis", (found) => /[*_~]/.test(alt(found))],
  ["an alt text that ends with a backslash", (found) => alt(found).endsWith("\\")],
  [
    "an alt text with a pipe in a cell",
    (found) => alt(found).includes("|") && isIn(found, ...CELL),
  ],
];

/** What is found in documents as they come, and mended by the normal form. */
const MENDED: readonly [string, (found: Found) => boolean][] = [
  ["NUL", ({ node }) => node.text?.includes("\u0000") === true],
  ["a lone surrogate", ({ node }) => node.text?.isWellFormed() === false],
  ["a noncharacter", ({ node }) => node.text?.includes("\ufffe") === true],
  ["line ends of Windows", ({ node }) => node.text?.includes("\r\n") === true],
  [
    "a list of items and tasks",
    ({ node }) =>
      node.type === "bulletList" && new Set(node.content?.map(({ type }) => type)).size > 1,
  ],
  ["a cell over two columns", ({ node }) => node.attrs?.colspan === 2],
  ["a picture in a link", ({ node }) => isPicture(node) && hasMark(node, "link")],
  ["a mention in a link", ({ node }) => isMention(node) && hasMark(node, "link")],
  [
    "a link to a person's address",
    (found) => found.node.type === "text" && href(found).startsWith("stepback://person/"),
  ],
  ["a quoted moment in a cell", (found) => isMomentQuote(found.node) && isIn(found, ...CELL)],
  ["an alt text of two lines", ({ node }) => isPicture(node) && /\n/.test(String(node.attrs?.alt))],
];

test("every feature occurs again and again in the documents of a run", () => {
  const sample = fc.sample(fc.oneof(arbitraryDocument, arbitraryEmphasis), {
    numRuns: DOCUMENT_RUNS,
    seed: 7,
  });
  const counts = new Map([...FEATURES, ...MENDED].map(([name]) => [name, 0]));
  const count = (document: DocumentNode, features: typeof FEATURES): void => {
    const found = findAll(document);
    for (const [name, occurs] of features) {
      if (found.some(occurs)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  };
  for (const document of sample) {
    count(document, MENDED);
    count(normalizeDocument(document), FEATURES);
  }
  expect([...counts].filter(([, documents]) => documents < 20)).toEqual([]);
});
