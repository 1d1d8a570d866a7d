// The three bundles: the trusted side (Node), the preload script (sandboxed), the page.
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

/**
 * electron-vite gives every bundle that mentions `__dirname` one of its own, without looking whether
 * a bundled package (`open` does) declares it already, and two declarations are a syntax error.
 */
const renameOwnDirname = {
  name: "stepback:rename-own-dirname",
  transform: (code: string) =>
    /\b(?:const|let|var) __(?:dirname|filename)\b/.test(code)
      ? code.replaceAll(/\b__(dirname|filename)\b/g, "own_$1")
      : null,
};

export default defineConfig({
  main: {
    plugins: [renameOwnDirname],
    build: {
      // Everything is bundled, so that a command starts with a few files instead of hundreds. The
      // database stays outside: it is a native module that looks for its binary beside itself.
      externalizeDeps: false,
      rolldownOptions: {
        external: ["better-sqlite3"],
        input: {
          index: "src/main/index.ts",
          loopback: "src/main/loopback.ts",
          cli: "src/main/cli.ts",
          worker: "src/main/worker.ts",
        },
        output: {
          entryFileNames: "[name].js",
          // Beside the entries, not in a folder: a path from import.meta.url (to a worker, to
          // resources/) then means the same wherever the bundler put the code.
          chunkFileNames: "[name]-[hash].js",
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload script is one CommonJS file and can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: "src/preload/index.ts" },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src/renderer",
    plugins: [
      react(),
      {
        // Addresses have several segments, so assets are named from the root. electron-vite sets a
        // relative base of its own, after which only a plugin can speak.
        name: "stepback:base",
        config: () => ({ base: "/" }),
      },
    ],
    build: {
      // The page also opens in whatever browser is the default one.
      target: "es2023",
      minify: true,
      assetsDir: "assets",
      // The content security policy allows nothing inline: no fonts in style sheets, no script in
      // the page.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: "src/renderer/index.html" },
    },
  },
});
