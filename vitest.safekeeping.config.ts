// The promises at full size (npm run test:safekeeping); `npm test` runs the same files at short size.
import { defineConfig } from "vitest/config";

/** One test goes on for as long as its promise needs: hundreds of kills, power cuts and changed files. */
const LONG = 45 * 60_000;

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/safekeeping/**/*.test.ts"],
    // A killed host, a lost handle or a native crash of one file stays in that file's process.
    pool: "forks",
    // What is measured here are processes beside the test's own: more files at once would only wait.
    maxWorkers: 2,
    testTimeout: LONG,
    hookTimeout: LONG,
  },
});
