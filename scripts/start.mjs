// npm start: builds if needed, sees that Electron's runtime is there, and opens Stepback: in its
// window, or in the browser where the runtime cannot be had. ELECTRON_SKIP_BINARY_DOWNLOAD=1 leaves
// the runtime unfetched.
import "./require-node.mjs";
import "./end-with-npm.mjs";
import { ensureBuilt, isFresh } from "./ensure-built.mjs";
import { fetchRuntime, runtimeIsInstalled } from "./electron-runtime.mjs";

if (!isFresh()) console.log("Building Stepback, which takes some seconds …");
ensureBuilt();

if (!runtimeIsInstalled()) {
  const skipped = ["1", "true"].includes(process.env.ELECTRON_SKIP_BINARY_DOWNLOAD ?? "");
  if (!skipped) console.log("Fetching the desktop runtime (about 110 MB, once) …");
  if (skipped || !(await fetchRuntime())) {
    console.log("The desktop runtime could not be fetched, so Stepback opens in your browser.");
  }
}

// In this very process, so that a signal that ends npm start ends Stepback.
process.argv.splice(2, Infinity, "open", ...process.argv.slice(2));
await import("../out/main/cli.js");
