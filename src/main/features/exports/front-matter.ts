/** A value of the front matter: text that is ours stays plain, text that somebody typed is quoted. */
export type FrontMatterValue = { plain: string } | { typed: string } | { list: FrontMatterValue[] };

/** Words that YAML 1.1 readers take for something other than text. */
const NOT_TEXT = /^(true|false|yes|no|on|off|null|y|n)$/i;

/** A tag that every YAML reader takes as the text it is; others are quoted. */
const SAFE_TAG = /^[A-Za-z][A-Za-z0-9/_-]*$/;

/** A tag, plain where that is safe. */
export function tagValue(tag: string): FrontMatterValue {
  return SAFE_TAG.test(tag) && !NOT_TEXT.test(tag) ? { plain: tag } : { typed: tag };
}

function scalar(value: { plain: string } | { typed: string }): string {
  if ("plain" in value) return value.plain;
  // A JSON string is a valid double-quoted YAML scalar, but for two line separators.
  return JSON.stringify(value.typed).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function lineOf(key: string, value: FrontMatterValue): string {
  if (!("list" in value)) return `${key}: ${scalar(value)}`;
  if (value.list.length === 0) return `${key}: []`;
  const items = value.list.map((item) => ("list" in item ? "" : `  - ${scalar(item)}`));
  return [`${key}:`, ...items].join("\n");
}

/** Front matter with flat keys, from `---` to the closing `---`, ending with a line feed. */
export function frontMatter(
  entries: readonly (readonly [key: string, FrontMatterValue])[],
): string {
  return ["---", ...entries.map(([key, value]) => lineOf(key, value)), "---", ""].join("\n");
}
