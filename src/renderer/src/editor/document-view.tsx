import { Fragment, type ReactNode } from "react";
import { messages } from "./messages.ts";
import { ReadingLink } from "./reading-link.tsx";
import { ReadingMention } from "./reading-mention.tsx";
import { ReadingQuote } from "./reading-quote.tsx";
import { ReadingPicture } from "./reading-picture.tsx";
import { momentOf } from "../../../shared/document/quoted-moment.ts";
import type { DocumentMark, DocumentNode } from "../../../shared/document/schema.ts";

/** A document to read. A part that is not known shows what text it holds. */
export function DocumentView({ document }: { document: DocumentNode }) {
  return <div className="body reading">{childrenOf(document)}</div>;
}

function childrenOf(node: DocumentNode): ReactNode {
  // A document is only read here, so its order is as good a key as any.
  return node.content?.map((child, index) => <Fragment key={index}>{viewOf(child)}</Fragment>);
}

function viewOf(node: DocumentNode): ReactNode {
  const children = childrenOf(node);
  const attributes = node.attrs ?? {};
  switch (node.type) {
    case "text":
      return (node.marks ?? []).reduceRight<ReactNode>(markView, node.text ?? "");
    case "mention":
      return (node.marks ?? []).reduceRight<ReactNode>(
        markView,
        <ReadingMention person={String(attributes["person"])} name={String(attributes["name"])} />,
      );
    case "momentQuote": {
      const quoted = momentOf(node);
      return quoted === null ? String(attributes["text"]) : <ReadingQuote quoted={quoted} />;
    }
    case "paragraph":
      return <p>{children}</p>;
    case "heading":
      return <Heading level={Number(attributes["level"])}>{children}</Heading>;
    case "blockquote":
      return <blockquote>{children}</blockquote>;
    case "bulletList":
      return <ul>{children}</ul>;
    case "orderedList":
      return <ol start={Number(attributes["start"] ?? 1)}>{children}</ol>;
    case "listItem":
      return <li>{children}</li>;
    case "taskList":
      return <ul data-type="taskList">{children}</ul>;
    case "taskItem":
      return (
        <li>
          <input
            type="checkbox"
            checked={attributes["checked"] === true}
            disabled
            aria-label="Done"
          />
          <div>{children}</div>
        </li>
      );
    case "codeBlock":
      return (
        <pre>
          <code>{children}</code>
        </pre>
      );
    case "horizontalRule":
      return <hr />;
    case "hardBreak":
      return <br />;
    case "picture":
      return (
        <ReadingPicture
          attachment={String(attributes["attachment"])}
          alt={String(attributes["alt"])}
        />
      );
    case "table":
      return (
        // It is scrolled by keyboard where it is wider than the page.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="table-box" role="group" aria-label={messages.table} tabIndex={0}>
          <table>
            <tbody>{children}</tbody>
          </table>
        </div>
      );
    case "tableRow":
      return <tr>{children}</tr>;
    case "tableHeader":
      return <th>{children}</th>;
    case "tableCell":
      return <td>{children}</td>;
    default:
      return children;
  }
}

/** A heading inside an answer stands two levels below the page's own. */
function Heading({ level, children }: { level: number; children: ReactNode }) {
  const Tag = (["h3", "h4", "h5", "h6"] as const)[level - 1] ?? "h6";
  return <Tag>{children}</Tag>;
}

function markView(inner: ReactNode, mark: DocumentMark): ReactNode {
  switch (mark.type) {
    case "bold":
      return <strong>{inner}</strong>;
    case "italic":
      return <em>{inner}</em>;
    case "strike":
      return <s>{inner}</s>;
    case "code":
      return <code>{inner}</code>;
    case "link":
      return <ReadingLink href={String(mark.attrs?.["href"])}>{inner}</ReadingLink>;
    default:
      return inner;
  }
}
