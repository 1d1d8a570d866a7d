// Lint rules, and with them the answer to "who may import whom" (see Boundaries below).
import type { OxlintConfig, OxlintOverride } from "oxlint";

// --- Boundaries -------------------------------------------------------------------------------
//
// Each zone of the tree lists all bans that hold in it. When several overrides match a file, oxlint
// takes the rule of the last one whole and forgets the others; so a narrower zone comes after the
// wider one and repeats its bans. tests/boundaries plants a wrong import for every ban.
//
// Patterns are regular expressions without look-around (the linter's engine has none, and a pattern
// it cannot read matches nothing, silently). They see the import as it is written.

type Ban = { regex?: string; group?: string[]; allowTypeImports?: boolean; message: string };

/** A relative import that goes through a folder of that name. */
const folder = (name: string, message: string): Ban => ({
  regex: String.raw`^\.\.?/(?:.*/)?${name}(?:/|$)`,
  message,
});

/** These packages, with everything below them. */
const packages = (names: string[], message: string): Ban => ({
  regex: `^(?:${names.join("|")})(?:/|$)`,
  message,
});

/** No package but these; files are the other bans' affair. */
const packagesOtherThan = (names: string[], message: string): Ban => ({
  group: ["**", "!./**", "!../**", ...names.map((name) => `!${name}`)],
  message,
});

const plainPaths: Ban[] = [
  {
    regex: String.raw`^(?:/|~|#|@/|@shared|src/|shared/|file:|data:|https?:)`,
    message: "Files of this repository are imported by relative path, so that these rules see it.",
  },
  {
    // `./x/../../main` would walk round the patterns below.
    regex: String.raw`^\./\.\./|[^./][^/]*/\.\./`,
    message: "A relative path goes up first and then down, so that these rules see where it leads.",
  },
];

const toMain = folder("main", "Only src/shared is common ground; nothing imports src/main.");
const toRenderer = folder(
  "renderer",
  "Only src/shared is common ground; nothing imports the page.",
);
const toPreload = folder("preload", "Nothing imports the preload script.");
const toEntry: Ban = {
  regex: String.raw`^(?:\.\./)+(?:(?:index|loopback|cli|worker)(?:\.ts|\.js)?$|cli/)`,
  message: "Entries start the program; nothing imports them.",
};
const toDesktop = folder("desktop", "Only entries and the Electron host know the desktop.");
const toHosts = folder("hosts", "What a host carries does not know its host.");
const toApp = folder(
  "app",
  "app wires features and storage; they do not know it. Take what is needed as an argument.",
);
const toFeatures = folder(
  "features",
  "Features do not know each other, and what lies below does not know them.",
);

const electron = packages(
  ["electron"],
  "electron is imported only in src/main/index.ts, src/main/desktop/, electron-host.ts and src/preload/.",
);
const database = packages(
  ["better-sqlite3", "better-sqlite3-multiple-ciphers", "node:sqlite"],
  "SQL lives in src/main/storage/ and *.sql.ts only.",
);
const http = packages(
  ["(?:node:)?https?", "(?:node:)?http2", "hono", "@hono"],
  "Only src/main/hosts/loopback-host.ts and src/main/hosts/loopback/ speak HTTP.",
);

/** The feature next door, seen from `depth` folders below src/main/features/. */
const toSibling = (depth: number): Ban => ({
  regex: String.raw`^(?:\.\./){${depth}}[^.]`,
  message:
    "A feature imports no other feature, neither its types nor its pure functions; create-app hands one service to another.",
});

const zone = (files: string[], bans: Ban[]): OxlintOverride => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: bans }] },
});

const everywhere = plainPaths;

const inShared = [...everywhere, toMain, toRenderer, toPreload];
const inPreload = [
  ...everywhere,
  toMain,
  toRenderer,
  packagesOtherThan(
    ["electron", "electron/**"],
    "The preload script imports src/shared and electron, nothing else.",
  ),
];
const inRenderer = [...everywhere, toMain, toPreload, electron, database, http];
const inInterface = [
  ...inRenderer,
  folder("(?:features|api|editor)", "src/renderer/src/ui holds primitives; it knows no feature."),
  {
    regex: String.raw`^(?:\.\./)+(?:app|main)(?:\.tsx)?$`,
    message: "src/renderer/src/ui holds primitives; it does not know the application.",
  },
];

const inMain = [...everywhere, toRenderer, toPreload];
const inEntries = [...inMain, electron, database, http];
const inHosts = [...inMain, toEntry];
const inApp = [...inMain, toEntry, toHosts, toDesktop, electron, database, http];
const inFeature = (depth: number) => [
  ...inMain,
  toEntry,
  toHosts,
  toDesktop,
  toFeatures,
  toSibling(depth),
  electron,
  http,
];
const inStorage = [...inMain, toEntry, toHosts, toDesktop, toApp, toFeatures, electron, http];

/** Every feature's folder, with up to two folders inside it. A new feature needs no line here. */
const featureZones = [1, 2, 3].flatMap((depth) => {
  const at = `src/main/features${"/*".repeat(depth)}`;
  return [
    zone([`${at}/*.ts`], [...inFeature(depth), toApp, database]),
    zone([`${at}/*.sql.ts`], [...inFeature(depth), toApp]),
  ];
});

const boundaries = [
  zone(
    ["src/shared/**"],
    [
      ...inShared,
      packagesOtherThan(
        ["zod", "@orpc/contract"],
        "src/shared imports zod and the contract library, nothing else.",
      ),
    ],
  ),
  zone(
    ["src/shared/document/**"],
    [
      ...inShared,
      packagesOtherThan(
        ["zod", "@orpc/contract", "prosemirror-model", "markdown-it", "markdown-it/**"],
        "src/shared/document imports zod, the contract library, prosemirror-model and markdown-it, nothing else.",
      ),
    ],
  ),
  // Tests run under Node with whatever checks the code from outside.
  zone(
    ["src/shared/**/*.test.ts", "src/shared/**/*.test-helper.ts"],
    [...inShared, electron, database, http],
  ),

  zone(["src/preload/**"], inPreload),

  zone(["src/renderer/**"], inRenderer),
  zone(["src/renderer/src/ui/**"], inInterface),

  zone(["src/main/**"], inEntries),
  zone(["src/main/index.ts"], [...inMain, database, http]),
  zone(["src/main/hosts/**"], [...inHosts, toDesktop, electron, database, http]),
  zone(["src/main/hosts/electron-host.ts"], [...inHosts, database, http]),
  zone(
    [
      "src/main/hosts/loopback-host.ts",
      "src/main/hosts/loopback-host.test.ts",
      "src/main/hosts/loopback/**",
    ],
    [...inHosts, toDesktop, electron, database],
  ),
  zone(["src/main/desktop/**"], [...inHosts, database, http]),
  zone(["src/main/app/**"], inApp),
  ...featureZones,
  zone(["src/main/storage/**"], inStorage),
];

// --- Everything else --------------------------------------------------------------------------

const config: OxlintConfig = {
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  plugins: [
    "eslint",
    "typescript",
    "unicorn",
    "oxc",
    "react",
    "jsx-a11y",
    "import",
    "promise",
    "vitest",
  ],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["out", ".cache", "docs", "resources", "test-results", "playwright-report"],
  rules: {
    "import/no-default-export": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],
    "react/rules-of-hooks": "error",
    "react/exhaustive-deps": "error",

    // These tell what the React compiler would leave alone, and it is not used: the editor and the
    // drafts live outside React on purpose, in refs.
    "react/refs": "off",
    "react/immutability": "off",
    "react/set-state-in-effect": "off",
    "react/memo-dependencies": "off",
    // It takes messages.useIt for a hook; rules-of-hooks does not.
    "react/hooks": "off",
    // React 19 compiles JSX without React in scope.
    "react/react-in-jsx-scope": "off",
    // A handler may be asynchronous; its promise is the handler's own affair.
    "typescript/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    // The compiler knows better what a package exports.
    "import/default": "off",
    "import/named": "off",
    "import/namespace": "off",
    // Packages offer one thing under both names (fast-check, Tiptap), and either is clear.
    "import/no-named-as-default": "off",
    "import/no-named-as-default-member": "off",
    // Worker threads and ports have no origins.
    "unicorn/require-post-message-target-origin": "off",
    // An effect may return a clean-up on one path and nothing on another.
    "typescript/consistent-return": "off",
    // Services are made of closures; their methods have no `this` to lose.
    "typescript/unbound-method": "off",
    // What a column, JSON.parse or an editor gives as `any` is named where it comes in.
    "typescript/no-unsafe-type-assertion": "off",
    // Arrays sorted and turned round here are fresh ones; texts are spread by code point on purpose.
    "unicorn/no-array-sort": "off",
    "unicorn/no-array-reverse": "off",
    "typescript/no-misused-spread": "off",
    "unicorn/no-useless-spread": "off",
    // Control characters are what the text rules are about.
    "eslint/no-control-regex": "off",
    // Style sheets are imported for their effect, and so are the first lines of a script.
    "import/no-unassigned-import": [
      "error",
      { allow: ["**/*.css", "@fontsource*/**", "./require-node.mjs", "./end-with-npm.mjs"] },
    ],
    // The page's focus is moved on purpose when a step begins.
    "jsx-a11y/no-autofocus": "off",
    // role="status" and the like say more than the element the rule would have.
    "jsx-a11y/prefer-tag-over-role": "off",
    "promise/always-return": "off",
    // Small functions stay beside their only use, and tests assert through functions of their own.
    "unicorn/consistent-function-scoping": "off",
    "vitest/expect-expect": "off",
    // The second argument says in which case a check of a list failed.
    "vitest/valid-expect": ["error", { maxArgs: 2 }],
    "vitest/no-conditional-expect": "off",
    "vitest/no-standalone-expect": "off",
    "vitest/require-mock-type-parameters": "off",
  },
  overrides: [
    ...boundaries,
    { files: ["*.config.ts"], rules: { "import/no-default-export": "off" } },
    // Playwright's skip and fixtures only look like Vitest's.
    {
      files: ["tests/e2e/**", "tests/screenshots/**"],
      rules: { "vitest/no-disabled-tests": "off", "vitest/valid-title": "off" },
    },
    // A fixture's `use` is not a hook.
    { files: ["tests/**"], rules: { "react/rules-of-hooks": "off" } },
  ],
};

export default config;
