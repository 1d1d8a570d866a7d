// The command line: npm run -s stepback -- ARGUMENTS. Builds first if the sources are newer than the
// build, then runs the built command line in this very process, so that it starts fast.
import "./require-node.mjs";
import "./end-with-npm.mjs";
import { ensureBuilt } from "./ensure-built.mjs";

ensureBuilt();
await import("../out/main/cli.js");
