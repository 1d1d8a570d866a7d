/** Markdown that nobody writes by accident: one is enough. */
const CLEAR = [
  /^#{1,6} \S/m,
  /^(?:```|~~~)/m,
  /^\s*[-*+] \[[ xX]\] \S/m,
  /^\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:?)? *$/m,
  /(?<![\\\w])\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*(?!\w)/,
  /\[[^[\]\n]{1,200}\]\((?:https?:\/\/|mailto:)[^()\s]{1,500}\)/,
];

/** Lines of a list or a quote: two of a kind are needed, since people write so in letters too. */
const LINES = [/^\s{0,3}[-*+] \S/gm, /^\s{0,3}\d{1,3}[.)] \S/gm, /^> /gm];

/** Longer text is taken as it is: reading Markdown may take long on text that is made for that. */
const MAX_MARKDOWN = 100_000;

/** Whether a plain text clearly is Markdown. */
export function looksLikeMarkdown(text: string): boolean {
  if (text.length > MAX_MARKDOWN) return false;
  return (
    CLEAR.some((sign) => sign.test(text)) ||
    LINES.some((sign) => (text.match(sign) ?? []).length >= 2)
  );
}
