import MarkdownIt from "markdown-it";

/**
 * How deep markdown-it follows nested blocks. At that depth it drops what is inside, so the reader
 * looks for it. A block at level n stands at depth n + 1 of a document, its text at n + 2.
 */
export const MAX_BLOCK_LEVEL = 99;

/**
 * Our one configured reader: CommonMark with tables and strikethrough, HTML as visible text,
 * addresses as they are written (no percent-encoding), no guessing of links or quotes.
 */
export const markdownParser = new MarkdownIt("commonmark", {
  html: false,
  linkify: false,
  typographer: false,
  maxNesting: MAX_BLOCK_LEVEL + 1,
})
  .enable(["table", "strikethrough"])
  // Keeps definitions among the tokens, so that those nothing refers to can stay as text.
  .disable("strip_references", true);

// Which addresses are links is decided by `readLinkAddress`, once for all ways in.
markdownParser.validateLink = () => true;
markdownParser.normalizeLink = (address) => address;
markdownParser.normalizeLinkText = (address) => address;

/** The markup of a break written as `<br>`; the reader takes it for one in table cells only. */
const CELL_BREAK = /<br *\/?>/iy;

markdownParser.inline.ruler.before("autolink", "cell_break", (state, silent) => {
  CELL_BREAK.lastIndex = state.pos;
  const match = CELL_BREAK.exec(state.src);
  if (!match) return false;
  if (!silent) {
    const token = state.push("hardbreak", "br", 0);
    token.markup = match[0];
  }
  state.pos += match[0].length;
  return true;
});
