/**
 * The rules of oxlint.config.ts and tsconfig.shared.json, each seen failing on a planted wrong import
 * and passing on a right one. The files are planted in a temporary tree that has this repository's
 * configuration and none of its code; imports need not resolve, the rules read them as written.
 */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

// What is imported: a file of the repository, a package, or a path kept as it is written.
const entries = [
  "src/main/index.ts",
  "src/main/loopback.ts",
  "src/main/cli.ts",
  "src/main/cli/output.ts",
  "src/main/worker.ts",
];
const hosts = ["src/main/hosts/loopback-host.ts", "src/main/hosts/electron-host.ts"];
const desktop = ["src/main/desktop/window.ts"];
const app = ["src/main/app/create-app.ts", "src/main/app/context.ts"];
const feature = ["src/main/features/weekly/choose-prompts.ts"];
const storage = ["src/main/storage/open.ts"];
const page = ["src/renderer/src/app.tsx"];
const preload = ["src/preload/index.ts"];
const shared = ["src/shared/contract/index.ts", "src/shared/journal/iso-week.ts"];
const electron = ["electron", "electron/main"];
const database = ["better-sqlite3", "better-sqlite3-multiple-ciphers", "node:sqlite"];
const http = [
  "http",
  "node:http",
  "https",
  "node:https",
  "http2",
  "node:http2",
  "hono",
  "hono/cookie",
  "@hono/node-server",
];
const node = ["node:fs", "fs", "node:crypto"];
const unplainPaths = [
  "@/contract/index.ts",
  "@shared/contract/index.ts",
  "~/contract/index.ts",
  "#contract",
  "src/shared/contract/index.ts",
  "shared/contract/index.ts",
  "/src/shared/contract/index.ts",
  "./../index.ts",
  "./inside/../../outside.ts",
].map((path) => `written:${path}`);

const everywhereInMain = [...unplainPaths, ...page, ...preload];

type Place = { files: string[]; refused: string[]; allowed: string[] };

const features = ["entries", "weekly", "prompts", "commitments", "exports", "settings", "journal"];
const featureNextTo = (name: string) => features[(features.indexOf(name) + 1) % features.length];

/** A feature's folder, and the folders in it. */
const featureFolders = ["", "markdown/", "markdown/table/"].map(
  (inside) => `src/main/features/exports/${inside}`,
);
const refusedInFeatures = [
  ...everywhereInMain,
  ...entries,
  ...hosts,
  ...desktop,
  ...electron,
  ...http,
  ...feature,
  "written:../../features/weekly/choose-prompts.ts",
  "written:../../../features/weekly/choose-prompts.ts",
  "written:../../../../features/weekly/choose-prompts.ts",
];

const places: Place[] = [
  {
    files: ["src/shared/journal/identity.ts", "src/shared/contract/entries.ts"],
    refused: [
      ...unplainPaths,
      ...app,
      ...page,
      ...preload,
      ...node,
      ...electron,
      ...database,
      ...http,
      "ulid",
      "react",
      "@orpc/server",
      "@orpc/client",
      "prosemirror-model",
      "markdown-it",
    ],
    allowed: ["zod", "@orpc/contract", ...shared],
  },
  {
    files: ["src/shared/document/schema.ts"],
    refused: [
      ...unplainPaths,
      ...app,
      ...page,
      ...preload,
      ...node,
      ...electron,
      ...database,
      ...http,
      "ulid",
      "react",
      "@orpc/server",
      "@tiptap/core",
      "prosemirror-view",
    ],
    allowed: ["zod", "@orpc/contract", "prosemirror-model", "markdown-it", ...shared],
  },
  {
    files: ["src/shared/document/schema.test.ts", "src/shared/document/reader.test-helper.ts"],
    refused: [...unplainPaths, ...app, ...page, ...preload, ...electron, ...database, ...http],
    allowed: [...node, "vitest", "fast-check", "mdast-util-from-markdown", ...shared],
  },
  {
    files: ["src/preload/index.ts"],
    refused: [...unplainPaths, ...app, ...page, ...node, ...database, ...http, "zod", "react"],
    allowed: ["electron", "electron/renderer", ...shared, "src/preload/names.ts"],
  },
  {
    files: ["src/renderer/src/main.tsx", "src/renderer/src/features/weekly/week.tsx"],
    refused: [...unplainPaths, ...app, ...feature, ...preload, ...electron, ...database, ...http],
    allowed: [...shared, ...page, "react", "src/renderer/src/ui/list.tsx"],
  },
  {
    files: ["src/renderer/src/ui/button.tsx", "src/renderer/src/ui/menu/menu.tsx"],
    refused: [
      ...unplainPaths,
      ...app,
      ...preload,
      ...page,
      ...electron,
      ...database,
      ...http,
      "src/renderer/src/features/weekly/week.tsx",
      "src/renderer/src/api/client.ts",
      "src/renderer/src/editor/editor.tsx",
      "src/renderer/src/main.tsx",
    ],
    allowed: [
      "react-aria-components",
      "src/renderer/src/ui/list.tsx",
      "src/shared/journal/text.ts",
    ],
  },
  {
    files: ["src/main/loopback.ts", "src/main/cli.ts", "src/main/cli/output.ts"],
    refused: [...everywhereInMain, ...electron, ...database, ...http],
    allowed: [...hosts, ...app, ...storage, ...shared, ...node, "commander"],
  },
  {
    files: ["src/main/index.ts"],
    refused: [...everywhereInMain, ...database, ...http],
    allowed: [...electron, ...hosts, ...desktop, ...app, ...shared],
  },
  {
    files: ["src/main/hosts/another-host.ts"],
    refused: [...everywhereInMain, ...entries, ...desktop, ...electron, ...database, ...http],
    allowed: [...app, ...shared, "@orpc/server"],
  },
  {
    files: ["src/main/hosts/electron-host.ts"],
    refused: [...everywhereInMain, ...entries, ...database, ...http],
    allowed: [...electron, ...desktop, ...app, ...shared],
  },
  {
    files: ["src/main/hosts/loopback-host.ts", "src/main/hosts/loopback/cookie.ts"],
    refused: [...everywhereInMain, ...entries, ...desktop, ...electron, ...database],
    allowed: [...http, ...app, ...shared],
  },
  {
    files: ["src/main/desktop/menu.ts"],
    refused: [...everywhereInMain, ...entries, ...database, ...http],
    allowed: [...electron, ...hosts, ...app, ...shared],
  },
  {
    files: ["src/main/app/router.ts"],
    refused: [
      ...everywhereInMain,
      ...entries,
      ...hosts,
      ...desktop,
      ...electron,
      ...database,
      ...http,
    ],
    allowed: [...feature, ...storage, ...shared, ...node],
  },
  {
    files: featureFolders.map((folder) => `${folder}exports.service.ts`),
    refused: [...refusedInFeatures, ...app, ...database],
    allowed: [...storage, ...shared, ...node, "written:./own.ts"],
  },
  {
    files: featureFolders.map((folder) => `${folder}exports.sql.ts`),
    refused: [...refusedInFeatures, ...app],
    allowed: ["better-sqlite3", ...storage, ...shared],
  },
  ...[...features, "a-new-one"].map((name) => ({
    files: [`src/main/features/${name}/next.ts`, `src/main/features/${name}/next.sql.ts`],
    refused: [`src/main/features/${featureNextTo(name)}/pure.ts`],
    allowed: [`src/main/features/${name}/pure.ts`],
  })),
  {
    files: ["src/main/storage/migrate.ts", "src/main/storage/inside/rows.ts"],
    refused: [
      ...everywhereInMain,
      ...entries,
      ...hosts,
      ...desktop,
      ...app,
      ...feature,
      ...electron,
      ...http,
    ],
    allowed: ["better-sqlite3", ...storage, ...shared, ...node],
  },
];

/** The ways to import, each of which the rules have to see. `as` keeps the names of a file apart. */
const asValue = (specifier: string, as: string) => `import { thing as ${as} } from "${specifier}";`;
const asType = (specifier: string, as: string) => `import type { T as ${as} } from "${specifier}";`;
const allWays = [
  asValue,
  asType,
  (specifier: string) => `import "${specifier}";`,
  (specifier: string, as: string) => `export { thing as ${as} } from "${specifier}";`,
  (specifier: string) => `export * from "${specifier}";`,
  (specifier: string) => `void import("${specifier}");`,
];

type Import = { file: string; line: number; code: string };
type Planted = { file: string; code: string };

function specifierIn(file: string, target: string): string {
  if (target.startsWith("written:")) return target.slice("written:".length);
  if (!target.startsWith("src/")) return target;
  const path = posix.relative(posix.dirname(file), target);
  return path.startsWith(".") ? path : `./${path}`;
}

/** One file with one import a line. */
function importing(file: string, targets: string[], ways = [asValue]): Import[] {
  return targets
    .flatMap((target) => ways.map((way) => ({ specifier: specifierIn(file, target), way })))
    .map(({ specifier, way }, index) => ({
      file,
      line: index + 1,
      code: way(specifier, `name${index}`),
    }));
}

const wrong = [
  ...places.flatMap(({ files, refused }) => files.flatMap((file) => importing(file, refused))),
  ...importing("src/main/features/exports/ways.ts", feature, allWays),
  ...importing("src/renderer/src/ways.ts", app, allWays),
  ...importing("src/shared/journal/ways.ts", ["node:fs"], allWays),
];
const right = [
  ...places.flatMap(({ files, allowed }) => files.flatMap((file) => importing(file, allowed))),
];
const filesOf = (imports: Import[]) => [...new Set(imports.map(({ file }) => file))];

const temporaryTrees: string[] = [];

async function plantTree(configuration: string[], files: Planted[]): Promise<string> {
  const tree = await realpath(await mkdtemp(join(tmpdir(), "stepback-boundaries-")));
  temporaryTrees.push(tree);
  for (const file of configuration) await cp(join(root, file), join(tree, file));
  for (const { file, code } of files) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(join(tree, file), code);
  }
  return tree;
}

/** Runs a tool's JavaScript file in a folder; resolves with what it printed, whatever its exit code. */
function run(tool: string, parameters: string[], folder: string): Promise<string> {
  const file = join(root, "node_modules", tool);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [file, ...parameters],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (_error, output, errors) => resolve(output + errors),
    );
  });
}

const placeOf = ({ file, line }: { file: string; line: number }) => `${file}:${line}`;

/** Where no-restricted-imports was broken, as "file:line". */
async function lint(imports: Import[]): Promise<Set<string>> {
  // Two imports of one line would hide each other.
  expect(new Set(imports.map(placeOf)).size).toBe(imports.length);
  const lines = Map.groupBy(imports, ({ file }) => file);
  const files = [...lines].map(([file, ofFile]) => ({
    file,
    code: ofFile.map(({ code }) => `${code}\n`).join(""),
  }));
  const tree = await plantTree(["oxlint.config.ts", "tsconfig.json"], files);
  const output = await run("oxlint/bin/oxlint", ["--format=json", "src"], tree);
  const report = JSON.parse(output) as {
    number_of_files: number;
    diagnostics: { code?: string; filename: string; labels: { span: { line: number } }[] }[];
  };
  // A run that read nothing would find nothing wrong.
  expect(report.number_of_files).toBe(files.length);
  return new Set(
    report.diagnostics
      .filter(({ code }) => code === "eslint(no-restricted-imports)")
      .flatMap(({ filename, labels }) =>
        labels.map(({ span }) =>
          placeOf({ file: filename.replaceAll("\\", "/"), line: span.line }),
        ),
      ),
  );
}

afterAll(async () => {
  for (const tree of temporaryTrees) await rm(tree, { recursive: true, force: true });
});

describe("who may import whom", () => {
  let brokenByWrong: Set<string>;
  let brokenByRight: Set<string>;

  beforeAll(async () => {
    [brokenByWrong, brokenByRight] = await Promise.all([lint(wrong), lint(right)]);
  });

  test.each(filesOf(wrong))("%s: every wrong import is refused", (file) => {
    const planted = wrong.filter((one) => one.file === file);
    const unseen = planted.filter((one) => !brokenByWrong.has(placeOf(one)));
    expect(unseen.map(({ code }) => code)).toEqual([]);
  });

  test.each(filesOf(right))("%s: every right import passes", (file) => {
    const planted = right.filter((one) => one.file === file);
    const refused = planted.filter((one) => brokenByRight.has(placeOf(one)));
    expect(refused.map(({ code }) => code)).toEqual([]);
  });
});

describe("src/shared has neither the DOM nor Node", () => {
  const files: Planted[] = [
    { file: "src/shared/dom.ts", code: "export const title = document.title;\n" },
    { file: "src/shared/node.ts", code: "export const id = process.pid;\n" },
    { file: "src/shared/right.ts", code: "export const today = new Date();\n" },
    { file: "src/shared/beside.test.ts", code: "export const id = process.pid;\n" },
  ];
  let output: string;

  beforeAll(async () => {
    const tree = await plantTree(["tsconfig.base.json", "tsconfig.shared.json"], files);
    output = await run(
      "typescript/bin/tsc",
      ["-p", "tsconfig.shared.json", "--pretty", "false"],
      tree,
    );
  });

  test("the DOM's globals are unknown there", () => {
    expect(output).toMatch(/^src\/shared\/dom\.ts\(1,.*Cannot find name 'document'/m);
  });

  test("Node's globals are unknown there", () => {
    expect(output).toMatch(/^src\/shared\/node\.ts\(1,.*Cannot find name 'process'/m);
  });

  test("what runs anywhere passes, and tests are not part of it", () => {
    expect(output).not.toContain("right.ts");
    expect(output).not.toContain("beside.test.ts");
  });
});
