/** Pictures through the host as it is: whole, at the limit, and refused in words beyond it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { madePng } from "../../../src/main/features/attachments/made-pictures.test-helper.ts";
import { type Attachment, PICTURE_BYTES } from "../../../src/shared/contract/attachments.ts";
import { commandLine } from "../../helpers/command-line.ts";
import {
  type Answer,
  answerOf,
  callBody,
  openSession,
  pageHeaders,
  send,
  type Served,
  startServe,
} from "../../helpers/loopback.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const home = temporaryFolder();
let host: Served;
let cookie: string;

beforeAll(async () => {
  await commandLine({ home }).json("init");
  host = await startServe({ home });
  cookie = await openSession(host);
});

afterAll(() => host.stop("SIGKILL"));

function call(path: string, input: object): Promise<Answer> {
  return send({
    port: host.port,
    path: `/rpc/attachments/${path}`,
    method: "POST",
    headers: pageHeaders(host, cookie),
    body: callBody(input),
  });
}

const keep = (name: string, data: Buffer): Promise<Answer> =>
  call("keep", { name, data: data.toString("base64") });

/** A picture of exactly so many bytes. */
const pngOf = (bytes: number): Buffer => madePng({ ballast: bytes - madePng().length - 12 });

test.each([
  ["small", madePng()],
  ["of exactly the bytes that one may have", pngOf(PICTURE_BYTES)],
])("a picture %s is kept, and comes back byte for byte", async (_, data) => {
  const kept = await keep("board.png", data);
  expect([kept.status, kept.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  const { sha256, ...facts } = answerOf(kept) as Attachment;
  expect(facts).toEqual({
    name: "board.png",
    type: "image/png",
    bytes: data.length,
    width: 8,
    height: 8,
  });
  const read = answerOf(await call("read", { sha256 })) as Attachment & { data: string };
  expect({ ...read, data: "" }).toEqual({ sha256, ...facts, data: "" });
  expect(Buffer.from(read.data, "base64").equals(data)).toBe(true);
});

test.each([
  ["with one byte more", pngOf(PICTURE_BYTES + 1), "too_large"],
  ["with as many bytes as a call can carry", Buffer.alloc(25_000_000), "too_large"],
  ["that is HTML", Buffer.from("<!doctype html>"), "not_a_picture"],
  ["that is cut off", madePng().subarray(0, -1), "broken"],
])("one %s is refused in words, and the next is kept", async (_, data, reason) => {
  const answer = await keep("board.png", data);
  expect([answer.status, answerOf(answer)]).toEqual([
    422,
    expect.objectContaining({ code: "PICTURE_REFUSED", data: { reason } }),
  ]);
  expect((await keep("board.png", madePng())).status).toBe(200);
});

test("what is not there is null, and what names none is refused", async () => {
  expect(answerOf(await call("read", { sha256: "0".repeat(64) }))).toBeNull();
  expect((await call("read", { sha256: "../journal" })).status).toBe(400);
  expect((await call("keep", { name: "a.png", data: "no base64!" })).status).toBe(400);
});
