import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveRendererFile, securityHeaders } from "./renderer-files.ts";

let outside: string;
let folder: string;

beforeAll(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), "stepback-renderer-")));
  folder = join(outside, "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  for (const file of ["index.html", "assets/index-C3p0.js", "assets/a b.css", "assets/x.js.map"]) {
    writeFileSync(join(folder, file), file);
  }
  writeFileSync(join(folder, ".hidden.js"), "hidden");
  writeFileSync(join(outside, "secret.js"), "secret");
  mkdirSync(join(outside, "renderer-old"));
  writeFileSync(join(outside, "renderer-old", "secret.js"), "secret");
  symlinkSync(join(outside, "secret.js"), join(folder, "assets", "link.js"));
  symlinkSync(join(outside, "renderer-old"), join(folder, "old"));
});

afterAll(() => rmSync(outside, { recursive: true, force: true }));

const fileAt = (path: string) => resolveRendererFile(folder, path);

describe("resolveRendererFile", () => {
  test.each([
    ["/index.html", "index.html", "text/html; charset=utf-8"],
    ["/assets/index-C3p0.js", "assets/index-C3p0.js", "text/javascript; charset=utf-8"],
    ["/assets/a%20b.css", "assets/a b.css", "text/css; charset=utf-8"],
  ])("finds %s", (path, file, contentType) => {
    expect(fileAt(path)).toEqual({ file: join(folder, file), contentType });
  });

  test.each(["/", "/weeks/2026-W47", "/weeks/2026-W47/", "/entries/01JD", "/assets"])(
    "gives the page for %s, a place in the app",
    (path) => expect(fileAt(path)?.file).toBe(join(folder, "index.html")),
  );

  test.each([
    "",
    "index.html",
    "//index.html",
    "/../secret.js",
    "/assets/../../secret.js",
    "/assets/../index.html",
    "/%2e%2e/secret.js",
    "/%2E%2E%2Fsecret.js",
    "/..%2fsecret.js",
    "/..%5csecret.js",
    "/..\\secret.js",
    "/%252e%252e/secret.js",
    "/%252e%252e%252fsecret.js",
    "/%c0%ae%c0%ae/secret.js",
    "/assets%2findex-C3p0.js",
    "/index.html%00.js",
    "/index.html\0",
    "/C:/secret.js",
    "/index.html::$DATA",
    "/%",
    "/.hidden.js",
    "/./index.html",
    "/assets/link.js",
    "/old/secret.js",
    "/assets/x.js.map",
    "/assets/missing.js",
    "/assets.",
    "/../../etc/passwd",
    "/__proto__.js",
  ])("refuses %j", (path) => expect(fileAt(path)).toBeNull());

  test("control: what was asked for is there", () => {
    expect(resolveRendererFile(outside, "/secret.js")).not.toBeNull();
    expect(resolveRendererFile(outside, "/renderer-old/secret.js")).not.toBeNull();
  });

  test("an empty folder has no page", () => {
    expect(resolveRendererFile(join(outside, "renderer-old"), "/")).toBeNull();
    expect(resolveRendererFile(join(outside, "missing"), "/")).toBeNull();
  });
});

test("the policy lets nothing in from elsewhere", () => {
  const policy = securityHeaders()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
