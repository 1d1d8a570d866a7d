/** A file name takes at most this many bytes of UTF-8, with its ending (formats.md). */
export const NAME_BYTES = 120;

/** As many whole letters of `text` as fit into `bytes`. */
export function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let cut = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter("en").segment(text)) {
    used += Buffer.byteLength(segment);
    if (used > bytes) break;
    cut += segment;
  }
  return cut;
}
