import { Unfit } from "./refusal.ts";

/**
 * Bytes as text: UTF-8, or UTF-16 where a byte order mark says so. The mark is taken away.
 * @throws Unfit not_text for what is neither, instead of filling it with U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Unfit("not_text", { cause });
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
