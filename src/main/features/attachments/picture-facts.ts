import type { Attachment } from "../../../shared/contract/attachments.ts";

/** What the bytes of a picture say of it; sizes in pixels. */
export interface PictureFacts {
  type: Attachment["type"];
  width: number;
  height: number;
  /** False where its parts end before it does, as those of a file that was cut off. */
  isWhole: boolean;
}

/** The size that the parts of a picture ask for; `isWhole` once its end was met. */
interface Parts {
  width: number;
  height: number;
  isWhole: boolean;
}

const FORMATS: readonly {
  type: Attachment["type"];
  matches: (bytes: Buffer) => boolean;
  readParts: (bytes: Buffer, parts: Parts) => void;
}[] = [
  {
    type: "image/png",
    matches: (bytes) => startsWith(bytes, "89504e470d0a1a0a"),
    readParts: readPng,
  },
  { type: "image/jpeg", matches: (bytes) => startsWith(bytes, "ffd8ff"), readParts: readJpeg },
  {
    type: "image/gif",
    // GIF87a and GIF89a.
    matches: (bytes) => startsWith(bytes, "474946383761") || startsWith(bytes, "474946383961"),
    readParts: readGif,
  },
  {
    type: "image/webp",
    matches: (bytes) =>
      bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP",
    readParts: readWebp,
  },
];

/**
 * What a picture is by its bytes: nothing is decoded, and its name is not asked (hostile case C6). Its
 * parts are walked to the end; where several of them give a size, the largest in each direction counts.
 * @returns null when these bytes begin like none of the four formats.
 */
export function readPictureFacts(bytes: Buffer): PictureFacts | null {
  const format = FORMATS.find(({ matches }) => matches(bytes));
  if (format === undefined) return null;
  const parts: Parts = { width: 0, height: 0, isWhole: false };
  try {
    format.readParts(bytes, parts);
  } catch (error) {
    // Reading beyond the end, which is where a file was cut off.
    if (!(error instanceof RangeError)) throw error;
  }
  return { type: format.type, ...parts };
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.toString("hex", 0, hex.length / 2) === hex;
}

function addSize(parts: Parts, width: number, height: number): void {
  parts.width = Math.max(parts.width, width);
  parts.height = Math.max(parts.height, height);
}

/** PNG 1.2, "Chunk layout": a length, a name, the data and a checksum each, from IHDR to IEND. */
function readPng(bytes: Buffer, parts: Parts): void {
  let hasData = false;
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    if ((at === 8) !== (name === "IHDR")) return;
    if (name === "IHDR") addSize(parts, bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12));
    if (name === "IDAT") hasData = true;
    at += 12 + length;
    if (name === "IEND") {
      parts.isWhole = hasData && at <= bytes.length;
      return;
    }
  }
}

/** ITU T.81, annex B: marked segments with their length, and after a scan's header its coded data. */
function readJpeg(bytes: Buffer, parts: Parts): void {
  let hasScan = false;
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xd9) {
      parts.isWhole = hasScan;
      return;
    }
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || isRestart(marker)) at += 2;
    else {
      const length = bytes.readUInt16BE(at + 2);
      if (isFrameHeader(marker)) {
        addSize(parts, bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
      }
      at += 2 + length;
      if (marker === 0xda) {
        hasScan = true;
        at = endOfScan(bytes, at);
      }
    }
  }
}

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

// All of the range but DHT, JPG and DAC.
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Where the next marker stands: 0xff in coded data is followed by a zero, or begins a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && !isRestart(next)) return at;
  }
  return bytes.length;
}

/** GIF89a, section 17 and on: a screen, then extensions and images in blocks, and the trailer. */
function readGif(bytes: Buffer, parts: Parts): void {
  addSize(parts, bytes.readUInt16LE(6), bytes.readUInt16LE(8));
  let hasImage = false;
  for (let at = 13 + colourTable(bytes.readUInt8(10)); ; ) {
    const kind = bytes.readUInt8(at);
    if (kind === 0x3b) {
      parts.isWhole = hasImage;
      return;
    }
    if (kind === 0x21) at = endOfBlocks(bytes, at + 2);
    else if (kind === 0x2c) {
      // An image may reach beyond the screen, and some decoders make room for it.
      const width = bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5);
      const height = bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7);
      addSize(parts, width, height);
      hasImage = true;
      at = endOfBlocks(bytes, at + 11 + colourTable(bytes.readUInt8(at + 9)));
    } else return;
  }
}

/** How many bytes a colour table has, by the flags before it. */
function colourTable(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) at += 1 + length;
  return at + 1;
}

/** RFC 9649: chunks of a name, a length and data, padded to an even length, inside one of RIFF. */
function readWebp(bytes: Buffer, parts: Parts): void {
  const end = 8 + bytes.readUInt32LE(4);
  let hasImage = false;
  let at = 12;
  while (at < end) {
    const name = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const data = at + 8;
    if (name === "VP8X") addSize(parts, size24(bytes, data + 4), size24(bytes, data + 7));
    // A frame of an animation; its own chunks lie inside it.
    if (name === "ANMF") addSize(parts, size24(bytes, data + 6), size24(bytes, data + 9));
    if (name === "VP8 ") {
      addSize(parts, bytes.readUInt16LE(data + 6) & 0x3fff, bytes.readUInt16LE(data + 8) & 0x3fff);
    }
    if (name === "VP8L") {
      const packed = bytes.readUInt32LE(data + 1);
      addSize(parts, (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
    }
    if (["VP8 ", "VP8L", "ANMF"].includes(name)) hasImage = true;
    at = data + length + (length % 2);
  }
  // The last chunk may go without its padding.
  parts.isWhole = hasImage && at <= end + 1 && end <= bytes.length;
}

function size24(bytes: Buffer, at: number): number {
  return bytes.readUIntLE(at, 3) + 1;
}
