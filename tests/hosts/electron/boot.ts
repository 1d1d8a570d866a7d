/** Boots the built main bundle with the stand-in in Electron's place: `node boot.ts <index.js>`. */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { type Acts, acts } from "./acts.ts";

const standIn = new URL("./electron-stand-in.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === "electron" ? standIn : specifier, context),
});

interface Order {
  id: number;
  act: keyof Acts;
  input: never;
}

async function carryOut({ id, act, input }: Order): Promise<void> {
  try {
    process.send?.({ id, value: await acts[act](input) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
  }
}

process.on("message", (order: Order) => void carryOut(order));
// A test that ends early leaves nothing running.
process.on("disconnect", () => process.exit(99));

await import(pathToFileURL(process.argv[2] ?? "").href);
