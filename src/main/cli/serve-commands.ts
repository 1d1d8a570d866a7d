import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import open from "open";
import type { Context } from "../app/context.ts";
import { PortRefused } from "../hosts/loopback-host.ts";
import { serve } from "../loopback.ts";
import { readPort } from "./arguments.ts";
import { messages } from "./messages.ts";
import { CommandError, UsageError } from "./output.ts";

/** What the commands that open a window need. */
export interface WindowNeeds {
  /** The context of a window: its clock runs. */
  context(): Omit<Context, "destinations">;
  rendererFolder: string;
  /** The folder that Electron is started on: where package.json is. */
  programFolder: string;
}

/** `serve open`. */
export function addServeCommands(program: Command, needs: WindowNeeds): void {
  program
    .command("serve")
    .description("open the app in the browser, on this machine only")
    .option("--port <port>", "on this port", readPort)
    .option("--no-open", "without opening the browser")
    .action((options: { port?: number; open: boolean }) => serveUntilEnd(needs, options));

  program
    .command("open", { isDefault: true })
    .description("open the desktop window; without its runtime, the browser")
    .argument("[unknown...]")
    .action(async (unknown: string[]) => {
      // What follows no command comes here, because this is the default one.
      if (unknown[0] !== undefined) throw new UsageError(messages.unknownCommand(unknown[0]));
      const electron = electronProgram(needs.programFolder);
      if (electron === null) return serveUntilEnd(needs, { open: true, showsElsewhere: true });
      const { journal } = needs.context().paths;
      await openDesktop(electron, needs.programFolder, journal);
    });
}

/** Serves until a signal ends it. */
async function serveUntilEnd(
  needs: WindowNeeds,
  options: { port?: number; open: boolean; showsElsewhere?: boolean },
): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, resolve);
  });
  const passphrase = takePassphrase();
  const host = await serve({
    context: needs.context(),
    rendererFolder: needs.rendererFolder,
    passphrase,
    port: options.port,
    showsElsewhere: options.showsElsewhere ?? false,
  }).catch((error: unknown) => {
    if (!(error instanceof PortRefused)) throw error;
    throw new CommandError(messages.portRefused(options.port), { cause: error });
  });
  process.stdout.write(`${messages.running(host.url)}\n`);
  if (options.open && hasDisplay()) {
    // A machine without a browser goes on with the printed address.
    await open(host.url).then(
      (child) => child.on("error", () => {}),
      () => {},
    );
  }
  await ended;
  await host.close();
}

/** The passphrase of the environment, which no program that is started from here has to know. */
function takePassphrase(): string | null {
  const given = process.env["STEPBACK_PASSPHRASE"] || null;
  delete process.env["STEPBACK_PASSPHRASE"];
  return given;
}

function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/** The Electron program, where its runtime is installed; null elsewhere. */
function electronProgram(programFolder: string): string | null {
  try {
    const require = createRequire(join(programFolder, "package.json"));
    const folder = dirname(require.resolve("electron/package.json"));
    const name = readFileSync(join(folder, "path.txt"), "utf8").trim();
    const program = join(folder, "dist", name);
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/** Opens the desktop window and waits until it is closed. */
function openDesktop(electron: string, programFolder: string, journal: string): Promise<void> {
  takePassphrase();
  const child = spawn(electron, [programFolder], {
    stdio: "inherit",
    env: { ...process.env, STEPBACK_JOURNAL: journal },
  });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}
