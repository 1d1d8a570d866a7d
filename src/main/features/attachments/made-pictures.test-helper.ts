import { crc32, deflateSync } from "node:zlib";

// Pictures made to measure, so that no strange file has to lie in the repository.

const u16be = (value: number): number[] => [value >> 8, value & 0xff];
const u16le = (value: number): number[] => [value & 0xff, value >> 8];
const u24le = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff, value >> 16];

function u32(value: number, order: "BE" | "LE"): Buffer {
  const bytes = Buffer.alloc(4);
  if (order === "BE") bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}

function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  return Buffer.concat([u32(data.length, "BE"), named, u32(crc32(named), "BE")]);
}

/**
 * A grey PNG that every decoder shows.
 * @param told its width and height, when it is to claim other ones than the 8 by 8 it has.
 * @param ballast bytes of a chunk that says nothing.
 */
export function madePng({ told = [8, 8], ballast = 0, shade = 128 } = {}): Buffer {
  const [width = 0, height = 0] = told;
  const pixels = Buffer.alloc(8 * 9, shade);
  for (let row = 0; row < 8; row += 1) pixels[row * 9] = 0;
  const head = Buffer.concat([u32(width, "BE"), u32(height, "BE"), Buffer.from([8, 0, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    pngChunk("IHDR", head),
    ...(ballast > 0 ? [pngChunk("teSt", Buffer.alloc(ballast))] : []),
    pngChunk("IDAT", deflateSync(pixels)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A JPEG by its segments; in one of them lies a smaller picture, as cameras put it there. */
export function madeJpeg(width: number, height: number): Buffer {
  const frame = [0xff, 0xc2, 0, 11, 8, ...u16be(height), ...u16be(width), 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
  const coded = [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0, 5];
  const inner = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xff, 0xd9];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...[0xff, 0xe1, ...u16be(2 + inner.length), ...inner],
    ...[0xff, 0xff, 0xc4, 0, 4, 0, 0],
    ...frame,
    ...[...scan, ...coded],
    ...[...scan, ...coded],
    ...[0xff, 0xd9],
  ]);
}

/** A GIF of so many frames, each of the size of its screen or another one. */
export function madeGif(
  width: number,
  height: number,
  frames = 1,
  frame = [width, height],
): Buffer {
  const [frameWidth = 0, frameHeight = 0] = frame;
  const table = [0, 0, 0, 255, 255, 255];
  const control = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
  const size = [...u16le(frameWidth), ...u16le(frameHeight)];
  const image = [0x2c, 0, 0, 0, 0, ...size, 0x80, ...table, 2, 2, 0x4c, 0x01, 0];
  return Buffer.concat([
    Buffer.from("GIF89a"),
    Buffer.from([...u16le(width), ...u16le(height), 0x80, 0, 0, ...table]),
    ...Array.from({ length: frames }, () => Buffer.from([...control, ...image])),
    Buffer.from([0x3b]),
  ]);
}

/** A WebP: `VP8 ` and `VP8L` alone, `VP8X` around a larger canvas, `ANMF` around a frame. */
export function madeWebp(kind: "VP8 " | "VP8L" | "VP8X" | "ANMF", width: number, height: number) {
  const chunk = (name: string, data: number[]): Buffer =>
    Buffer.concat([
      Buffer.from(name, "latin1"),
      u32(data.length, "LE"),
      Buffer.from(data.length % 2 === 0 ? data : [...data, 0]),
    ]);
  const size = [...u24le(width - 1), ...u24le(height - 1)];
  const lossy = (wide: number, high: number): Buffer =>
    chunk("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, ...u16le(wide), ...u16le(high), 0]);
  const lossless = u32((width - 1) | ((height - 1) << 14), "LE");
  const chunks = {
    "VP8 ": () => [lossy(width, height)],
    VP8L: () => [chunk("VP8L", [0x2f, ...lossless])],
    VP8X: () => [chunk("VP8X", [0, 0, 0, 0, ...size]), lossy(1, 1)],
    ANMF: () => [chunk("ANMF", [0, 0, 0, 0, 0, 0, ...size, 0, 0, 0, 0, ...lossy(1, 1)])],
  }[kind]();
  const content = Buffer.concat([Buffer.from("WEBP"), ...chunks]);
  return Buffer.concat([Buffer.from("RIFF"), u32(content.length, "LE"), content]);
}
