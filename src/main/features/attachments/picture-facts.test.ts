import { describe, expect, it } from "vitest";
import { madeGif, madeJpeg, madePng, madeWebp } from "./made-pictures.test-helper.ts";
import { readPictureFacts } from "./picture-facts.ts";

const PICTURES: readonly [string, Buffer, string, number, number][] = [
  ["a PNG", madePng(), "image/png", 8, 8],
  ["a PNG with a chunk that is not known", madePng({ ballast: 99 }), "image/png", 8, 8],
  ["a progressive JPEG with a preview in it", madeJpeg(640, 481), "image/jpeg", 640, 481],
  ["a GIF", madeGif(300, 7), "image/gif", 300, 7],
  ["a GIF whose frames are larger than its screen", madeGif(2, 3, 2, [9, 5]), "image/gif", 9, 5],
  ["a lossy WebP", madeWebp("VP8 ", 320, 9), "image/webp", 320, 9],
  ["a lossless WebP", madeWebp("VP8L", 16_384, 300), "image/webp", 16_384, 300],
  ["a WebP with a larger canvas", madeWebp("VP8X", 70_000, 2), "image/webp", 70_000, 2],
  ["a WebP with a larger frame", madeWebp("ANMF", 66_000, 3), "image/webp", 66_000, 3],
];

describe("a picture is what its bytes say", () => {
  it.each(PICTURES)("%s", (_, bytes, type, width, height) => {
    expect(readPictureFacts(bytes)).toEqual({ type, width, height, isWhole: true });
  });

  it.each(PICTURES)("%s, cut off anywhere, is not whole", (_, bytes, type) => {
    for (let length = 12; length < bytes.length; length += 1) {
      const facts = readPictureFacts(bytes.subarray(0, length));
      expect([length, facts?.type, facts?.isWhole]).toEqual([length, type, false]);
    }
  });

  it.each(PICTURES)("%s with something behind it is the same", (_, bytes, type, width, height) => {
    const longer = Buffer.concat([bytes, Buffer.from("PK\u0003\u0004<script>")]);
    expect(readPictureFacts(longer)).toEqual({ type, width, height, isWhole: true });
  });

  it.each([
    ["nothing", ""],
    ["HTML that is called a picture", "<!doctype html><script>__pwned = 1</script>"],
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"><script>__pwned = 1</script></svg>'],
    ["SVG behind its declaration", '<?xml version="1.0"?><!DOCTYPE svg><svg/>'],
    ["a bitmap", "BM\u0000\u0000\u0000\u0000"],
    ["a TIFF", "II*\u0000"],
    ["an AVIF", "\u0000\u0000\u0000\u001cftypavif"],
    ["a sound in RIFF", "RIFF\u0000\u0000\u0000\u0000WAVE"],
    ["a PNG with something before it", `PK${madePng().toString("latin1")}`],
  ])("%s is none", (_, bytes) => {
    expect(readPictureFacts(Buffer.from(bytes, "latin1"))).toBeNull();
  });

  it.each<[string, Buffer]>([
    ["a PNG without pixels", Buffer.concat([madePng().subarray(0, 33), madePng().subarray(-12)])],
    ["a JPEG without a scan", Buffer.from("ffd8ffd9", "hex")],
    ["a GIF without a frame", madeGif(1, 1, 0)],
    ["a WebP without a picture", Buffer.from("RIFF\u0004\u0000\u0000\u0000WEBP", "latin1")],
    [
      "a WebP whose chunk leaves its frame",
      Buffer.from(
        "RIFF\u000c\u0000\u0000\u0000WEBPVP8 \u00ff\u0000\u0000\u0000".padEnd(999),
        "latin1",
      ),
    ],
  ])("%s is not whole", (_, bytes) => {
    expect(readPictureFacts(bytes)?.isWhole).toBe(false);
  });
});
