import { createHash } from "node:crypto";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PICTURE_BYTES } from "../../../shared/contract/attachments.ts";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { type AttachmentsService, createAttachments } from "./attachments.service.ts";
import { madeGif, madeJpeg, madePng } from "./made-pictures.test-helper.ts";

let database: Database;
let attachments: AttachmentsService;

beforeEach(() => {
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  attachments = createAttachments({
    database,
    clock: { now: () => new Date("2026-11-20T15:30:00Z"), timeZone: "Europe/Berlin" },
    newId: monotonicFactory(),
  });
});

afterEach(() => {
  database.close();
});

const count = (): unknown => database.prepare("SELECT count(*) FROM attachments").pluck().get();

describe("keeping a picture", () => {
  it("gives back the same bytes by their SHA-256", () => {
    const data = madePng();
    const sha256 = createHash("sha256").update(data).digest("hex");
    const facts = {
      sha256,
      name: "board.png",
      type: "image/png",
      bytes: data.length,
      width: 8,
      height: 8,
    };
    expect(attachments.keep({ name: "C:\\board.png", data })).toEqual(facts);
    expect(attachments.find(sha256)).toEqual(facts);
    expect(attachments.read(sha256)).toEqual({ ...facts, data });
  });

  it("keeps the same bytes once, under the name they came with first", () => {
    const first = attachments.keep({ name: "first.png", data: madePng() });
    expect(attachments.keep({ name: "second.png", data: madePng() })).toEqual(first);
    expect(count()).toBe(1);
    attachments.keep({ name: "first.png", data: madePng({ shade: 1 }) });
    expect(count()).toBe(2);
  });

  it("knows nothing of others", () => {
    expect(attachments.find("0".repeat(64))).toBeNull();
    expect(attachments.read("0".repeat(64))).toBeNull();
  });

  it("takes one at the limit of its bytes, and of its pixels", () => {
    const ballast = PICTURE_BYTES - madePng().length - 12;
    const largest = madePng({ ballast });
    expect(attachments.keep({ name: "", data: largest }).bytes).toBe(PICTURE_BYTES);
    const wide = attachments.keep({ name: "", data: madePng({ told: [10_000, 5000] }) });
    expect(wide.width * wide.height).toBe(50_000_000);
  });

  it("takes a GIF of 10,000 frames, whose bytes are the limit", () => {
    expect(attachments.keep({ name: "", data: madeGif(40, 30, 10_000) }).type).toBe("image/gif");
  });

  it.each([
    ["one byte more", madePng({ ballast: PICTURE_BYTES - madePng().length - 11 }), "too_large"],
    ["60,000 by 60,000", madePng({ told: [60_000, 60_000] }), "too_many_pixels"],
    ["one pixel more", madePng({ told: [50_000_001, 1] }), "too_many_pixels"],
    ["no width", madePng({ told: [0, 9] }), "broken"],
    ["a height that is told later", madeJpeg(9, 0), "broken"],
    ["cut off", madePng().subarray(0, -1), "broken"],
    ["HTML", Buffer.from("<html>"), "not_a_picture"],
    ["nothing", Buffer.alloc(0), "not_a_picture"],
  ] as const)("refuses %s", (_, data, reason) => {
    expect(() => attachments.keep({ name: "a.png", data })).toThrow(
      expect.objectContaining({ code: "PICTURE_REFUSED", data: { reason } }),
    );
    expect(count()).toBe(0);
  });
});
