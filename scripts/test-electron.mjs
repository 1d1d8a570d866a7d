// npm run test:electron: the end-to-end tests with the desktop window as their host, where Electron's
// runtime is installed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runtimeIsInstalled } from "./electron-runtime.mjs";
import { ensureBuilt, root } from "./ensure-built.mjs";

if (!runtimeIsInstalled()) {
  console.log(
    "The Electron runtime is not installed here, so the end-to-end tests were not run on Electron.",
  );
  process.exit(0);
}

ensureBuilt();
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/@playwright/test/cli.js"), "test", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", env: { ...process.env, STEPBACK_TEST_HOST: "electron" } },
);
process.exit(status ?? 1);
