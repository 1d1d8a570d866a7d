import type { MarkSpec, NodeSpec } from "prosemirror-model";
import { isId } from "../journal/identity.ts";
import { readLinkAddress } from "./links.ts";
import { QUOTE_ATTRIBUTES } from "./quoted-moment.ts";

function requireValue(allowed: (value: unknown) => boolean, what: string) {
  return (value: unknown): void => {
    if (!allowed(value)) throw new RangeError(`${what} cannot be ${JSON.stringify(value)}`);
  };
}

/** The SHA-256 of a picture's bytes in hex, by which a document speaks of it. */
const isSha256 = (value: unknown): boolean =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

const isCount = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 1;

const cellAttributes = {
  colspan: { default: 1, validate: requireValue(isCount, "colspan") },
  rowspan: { default: 1, validate: requireValue(isCount, "rowspan") },
  colwidth: {
    default: null,
    validate: requireValue(
      (value) => value === null || (Array.isArray(value) && value.every(Number.isFinite)),
      "colwidth",
    ),
  },
  align: {
    default: null,
    validate: requireValue(
      (value) => value === null || value === "left" || value === "center" || value === "right",
      "align",
    ),
  },
};

const quoteAttribute = (name: keyof typeof QUOTE_ATTRIBUTES) => ({
  validate: requireValue(QUOTE_ATTRIBUTES[name], name),
});

/**
 * The nodes of schema 3 (schema 1 had no pictures, schema 2 neither mentions nor quoted moments). Names and content expressions are Tiptap 3.32's (a test compares them),
 * so the editor and the journal agree on every document.
 */
export const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block" },
  text: { group: "inline" },
  heading: {
    content: "inline*",
    group: "block",
    defining: true,
    attrs: {
      level: {
        default: 1,
        validate: requireValue((value) => isCount(value) && Number(value) <= 4, "level"),
      },
    },
  },
  blockquote: { content: "block+", group: "block", defining: true },
  bulletList: { content: "listItem+", group: "block list" },
  orderedList: {
    content: "listItem+",
    group: "block list",
    attrs: { start: { default: 1, validate: requireValue(Number.isSafeInteger, "start") } },
  },
  listItem: { content: "paragraph block*", defining: true },
  taskList: { content: "taskItem+", group: "block list" },
  taskItem: {
    content: "paragraph block*",
    defining: true,
    attrs: { checked: { default: false, validate: "boolean" } },
  },
  codeBlock: {
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    attrs: { language: { default: null, validate: "string|null" } },
  },
  horizontalRule: { group: "block" },
  // Its bytes are an attachment of the journal; `alt` says in words what it shows, and may be empty.
  picture: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: {
      attachment: { validate: requireValue(isSha256, "attachment") },
      alt: { default: "", validate: "string" },
    },
  },
  // `name` is what the person was called when the text was written.
  mention: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: {
      person: { validate: requireValue(isId, "person") },
      name: { validate: "string" },
    },
  },
  // Everything but `moment` is as it was when the moment was quoted.
  momentQuote: {
    group: "block",
    atom: true,
    attrs: {
      moment: quoteAttribute("moment"),
      kind: quoteAttribute("kind"),
      date: quoteAttribute("date"),
      person: { default: null, ...quoteAttribute("person") },
      invited: { default: null, ...quoteAttribute("invited") },
      text: quoteAttribute("text"),
    },
  },
  hardBreak: { group: "inline", inline: true, selectable: false, linebreakReplacement: true },
  table: { content: "tableRow+", group: "block", tableRole: "table", isolating: true },
  tableRow: { content: "(tableCell | tableHeader)*", tableRole: "row" },
  tableHeader: {
    content: "block+",
    tableRole: "header_cell",
    isolating: true,
    attrs: cellAttributes,
  },
  tableCell: { content: "block+", tableRole: "cell", isolating: true, attrs: cellAttributes },
} satisfies Record<string, NodeSpec>;

/** The marks of schema 3, in the order in which they are kept; `code` excludes every other. */
export const marks = {
  link: {
    inclusive: true,
    attrs: {
      href: { validate: requireValue((value) => readLinkAddress(value) !== null, "href") },
    },
  },
  bold: {},
  code: { excludes: "_", code: true },
  italic: {},
  strike: {},
} satisfies Record<string, MarkSpec>;
