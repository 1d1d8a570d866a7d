import { normalizeInline } from "./normal-inline.ts";
import type { DocumentNode } from "./schema.ts";

// Merged cells ask for empty ones; these bounds keep a forged table from asking for millions.
const MAX_SPAN = 50;
const MAX_CELLS = 100_000;

interface Cell {
  content: DocumentNode[];
  align: unknown;
}

const EMPTY_CELL: Cell = { content: [], align: null };

/**
 * A table as Markdown can say it: a full rectangle, the first row its header, one paragraph of
 * text with hard breaks in each cell, one alignment to a column, no merged cells, no widths. Merged
 * cells keep their text in the first and leave the others empty. A table without cells is dropped;
 * one of more than 100,000 cells once filled up becomes paragraphs.
 */
export function normalizeTable(table: DocumentNode): DocumentNode[] {
  const rows = layOut(table.content ?? []);
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (width === 0) return [];
  if (width * rows.length > MAX_CELLS) return rows.flatMap(writeRowAsParagraphs);
  const aligns = Array.from({ length: width }, (_, column) => findAlignment(rows, column));
  const content = rows.map((row, rowIndex) => ({
    type: "tableRow",
    content: aligns.map((align, column) =>
      writeCell(row[column] ?? EMPTY_CELL, rowIndex === 0 ? "tableHeader" : "tableCell", align),
    ),
  }));
  return [{ type: "table", content }];
}

function layOut(rows: DocumentNode[]): Cell[][] {
  const grid: Cell[][] = rows.map(() => []);
  for (const [rowIndex, row] of rows.entries()) {
    let column = 0;
    for (const cell of row.content ?? []) {
      while (grid[rowIndex]?.[column]) column += 1;
      const colspan = readSpan(cell.attrs?.colspan);
      const lastRow = Math.min(rows.length, rowIndex + readSpan(cell.attrs?.rowspan));
      for (let below = rowIndex; below < lastRow; below += 1) {
        for (let beside = 0; beside < colspan; beside += 1) {
          const line = grid[below];
          if (line) line[column + beside] ??= EMPTY_CELL;
        }
      }
      const line = grid[rowIndex];
      if (line) line[column] = readCell(cell);
      column += colspan;
    }
  }
  return grid;
}

function readSpan(value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value)) return 1;
  return Math.min(Math.max(value, 1), MAX_SPAN);
}

function readCell(cell: DocumentNode): Cell {
  const lines = flattenBlocks(cell.content ?? []);
  const content = lines.flatMap((line, index) =>
    index === 0 ? line : [{ type: "hardBreak" }, ...line],
  );
  return { content: normalizeInline(content, "cell"), align: cell.attrs?.align };
}

// Every block of words in a cell becomes a line: a Markdown cell holds nothing but text.
function flattenBlocks(blocks: DocumentNode[]): DocumentNode[][] {
  return blocks
    .flatMap((block) => {
      const content = block.content ?? [];
      if (block.type === "momentQuote")
        return [[{ type: "text", text: String(block.attrs?.text) }]];
      if (block.type === "paragraph" || block.type === "heading") return [content];
      if (block.type !== "codeBlock") return flattenBlocks(content);
      return [content.map((text) => ({ ...text, marks: [{ type: "code" }] }))];
    })
    .filter((line) => line.length > 0);
}

function findAlignment(rows: Cell[][], column: number): string | null {
  for (const row of rows) {
    const align = row[column]?.align;
    if (align === "left" || align === "center" || align === "right") return align;
  }
  return null;
}

function writeCell(cell: Cell, type: string, align: string | null): DocumentNode {
  const attrs = { colspan: 1, rowspan: 1, colwidth: null, align };
  const paragraph: DocumentNode = { type: "paragraph" };
  if (cell.content.length > 0) paragraph.content = cell.content;
  return { type, attrs, content: [paragraph] };
}

function writeRowAsParagraphs(row: Cell[]): DocumentNode[] {
  return row.flatMap(({ content }) => (content.length > 0 ? [{ type: "paragraph", content }] : []));
}
