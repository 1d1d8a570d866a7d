import {
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  existsSync,
  appendFileSync,
} from "node:fs";
import { join } from "node:path";
import { ulid } from "ulid";
import { it } from "vitest";
import { openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { salvage } from "./salvage.ts";
const KEY = Buffer.alloc(32, 7);
it("measures", { timeout: 300_000 }, () => {
  const folder = mkdtempSync("/tmp/stepback-measure-");
  const file = join(folder, "a.db");
  const d = openDatabase(file, KEY);
  migrate(d);
  const t0 = performance.now();
  const N = 600;
  d.transaction(() => {
    const e = d.prepare(
      "INSERT INTO entries(id,kind,title,date,time_zone,created,updated) VALUES(?,'free','t','2026-01-01','UTC','2026-01-01','2026-01-01')",
    );
    const s = d.prepare(
      "INSERT INTO sections(id,entry_id,sort_key,document,document_schema,text,words,created,updated) VALUES(?,?,'a',?,1,?,9,'2026-01-01','2026-01-01')",
    );
    for (let i = 0; i < N; i += 1) {
      const id = ulid(1e12 + i * 1000);
      e.run(id);
      const text = `w${i} `.repeat(200 + (i % 7) * 150).trim();
      for (const k of [1, 2])
        s.run(
          ulid(1e12 + i * 1000 + k),
          id,
          JSON.stringify({
            type: "doc",
            content: [{ type: "paragraph", content: [{ type: "text", text }] }],
          }),
          text,
        );
    }
  })();
  d.pragma("wal_checkpoint(TRUNCATE)");
  appendFileSync("/tmp/measure.log", `built ${performance.now() - t0}\n`);
  const root = Number(
    d.prepare("SELECT rootpage FROM sqlite_schema WHERE name='sections'").pluck().get(),
  );
  const leaf = Number(
    d
      .prepare(
        "SELECT pageno FROM dbstat WHERE name='sections' AND pagetype='leaf' LIMIT 1 OFFSET 50",
      )
      .pluck()
      .get(),
  );
  d.close();
  appendFileSync("/tmp/measure.log", `dbstat ${performance.now() - t0}\n`);
  const sound = readFileSync(file);
  const flip = (...pages: number[]) => {
    const b = Buffer.from(sound);
    for (const p of pages) b[(p - 1) * 4096 + 1500]! ^= 4;
    return b;
  };
  const many = Array.from({ length: Math.floor(sound.length / 4096 / 20) }, (_, i) => 25 + i * 20);
  const cases: [string, Buffer][] = [
    ["sound", sound],
    ["leaf", flip(leaf)],
    ["root", flip(root)],
    ["every 20th", flip(...many)],
    ["half", sound.subarray(0, sound.length / 2)],
  ];
  for (const [name, bytes] of cases) {
    writeFileSync(file, bytes);
    rmSync(`${file}-wal`, { force: true });
    const cpu = process.cpuUsage();
    const t = performance.now();
    const copy = join(folder, "copy.db");
    const r = salvage(file, KEY, copy);
    const c = process.cpuUsage(cpu);
    let kept: unknown = null;
    if (existsSync(copy)) {
      const x = openDatabase(copy, KEY, { readonly: true });
      kept = x.prepare("SELECT count(*) FROM sections WHERE text<>''").pluck().get();
      x.close();
      rmSync(copy);
    }
    ((...a: unknown[]) => appendFileSync("/tmp/measure.log", `${a.join(" ")}\n`))(
      name,
      sound.length / 4096,
      "pages",
      Math.round(performance.now() - t),
      "ms wall",
      Math.round((c.user + c.system) / 1000),
      "ms cpu; kept",
      kept,
      JSON.stringify(r).slice(0, 300),
    );
  }
  rmSync(folder, { recursive: true });
});
