const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Whether JSON nests deeper than `limit`: to be asked before it is parsed, which takes stack by level. */
export function isDeeperThan(limit: number, json: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json.charCodeAt(index);
    if (character === QUOTE) isInString = !isInString;
    else if (isInString) {
      if (character === BACKSLASH) index += 1;
    } else if (OPENING.has(character)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (CLOSING.has(character)) depth -= 1;
  }
  return false;
}
