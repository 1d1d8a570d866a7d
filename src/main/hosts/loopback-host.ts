import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { onError, ORPCError } from "@orpc/server";
import { RPCHandler } from "@orpc/server/fetch";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { App } from "../app/create-app.ts";
import { createRouter } from "../app/router.ts";
import { CALLS, type HostFacts, refusalOf, SESSION, sameSecret } from "./loopback/checks.ts";
import { keepSession, readSession } from "./loopback/session-file.ts";
import { resolveRendererFile, securityHeaders } from "./renderer-files.ts";

/** A text may have 5 MiB; its document's JSON is several times that where its marks are many. */
const BODY_BYTES = 32 * 1024 * 1024;

/** A running host. */
export interface LoopbackHost {
  /** The address to open, with the one-use token in its fragment. */
  url: string;
  close(): Promise<void>;
}

/** The port asked for is taken, or may not be used. */
export class PortRefused extends Error {}

/**
 * Serves the app on 127.0.0.1 (safekeeping.md, "The loopback host").
 * @param options.port the port to use; otherwise the journal's last one, else any that is free.
 * @param options.report told what went wrong inside: a bug, not a user's error.
 * @throws PortRefused when `options.port` cannot be used.
 */
export async function startLoopbackHost(
  app: App,
  options: { rendererFolder: string; port?: number; report: (error: unknown) => void },
): Promise<LoopbackHost> {
  const kept = readSession(app.context.paths.journal);
  const secret = kept?.secret ?? randomBytes(32).toString("base64url");
  const token = randomBytes(32).toString("base64url");
  const site = new Hono();
  const { server, port } = await listen(site.fetch, options.port, kept?.port);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    addAnswers(site, app, { ...options, port, secret, token });
    const stopWatching = app.changes.watch(app.dataVersion);
    return {
      url: `http://127.0.0.1:${port}/#token=${token}`,
      close: () => {
        stopWatching();
        return close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** All that the host answers: its session, the contract's calls, and the page. */
function addAnswers(
  site: Hono,
  app: App,
  options: {
    port: number;
    secret: string;
    token: string;
    rendererFolder: string;
    report: (error: unknown) => void;
  },
): void {
  const { port, secret, report } = options;
  let token: string | null = options.token;
  let isKept = false;
  const host: HostFacts = {
    authority: `127.0.0.1:${port}`,
    cookieName: `stepback_${port}`,
    secret,
  };
  const keepOnce = (): void => {
    // There is no folder to keep it in before the journal is made.
    const found = app.access.state();
    if (isKept || found.state === "none" || found.state === "missing") return;
    if (found.state === "open" && found.readOnly !== null) return;
    isKept = true;
    try {
      keepSession(app.context.paths.journal, { port, secret });
    } catch (error) {
      // Only a page that outlives this host would miss it.
      report(error);
    }
  };
  keepOnce();

  const calls = new RPCHandler(createRouter(app), {
    interceptors: [onError((error) => reportBug(error, report))],
  });

  site.use(async (context, next) => {
    const { req } = context;
    const refusal = refusalOf(
      { method: req.method, path: req.path, header: (n) => req.header(n) },
      host,
    );
    if (refusal === null) await next();
    else context.res = context.text("This address is for Stepback's own page only.\n", 403);
    for (const [name, value] of Object.entries(securityHeaders()))
      context.res.headers.set(name, value);
    context.res.headers.set("x-frame-options", "DENY");
    context.res.headers.set("cache-control", "no-store");
  });
  site.use(bodyLimit({ maxSize: BODY_BYTES }));

  site.post(SESSION, async (context) => {
    const body: unknown = await context.req.json().catch(() => null);
    const given = typeof body === "object" && body !== null && "token" in body ? body.token : null;
    if (token === null || typeof given !== "string" || !sameSecret(given, token)) {
      return context.text("This address was used before.\n", 403);
    }
    token = null;
    const cookie = `${host.cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    return context.body(null, 204, { "set-cookie": cookie });
  });

  site.post(`${CALLS}/*`, async (context) => {
    const { matched, response } = await calls.handle(context.req.raw, {
      prefix: CALLS,
      context: {},
    });
    keepOnce();
    return matched ? response : context.notFound();
  });

  site.get("*", (context) => {
    const found = resolveRendererFile(options.rendererFolder, pathOf(context.req.url));
    if (found === null) return context.notFound();
    return context.body(readFileSync(found.file), 200, { "content-type": found.contentType });
  });
}

/** The path as it was sent: `URL` would already have resolved its dots. */
function pathOf(url: string): string {
  return url.replace(/^http:\/\/[^/]+/, "").split(/[?#]/)[0] ?? "/";
}

function reportBug(error: unknown, report: (error: unknown) => void): void {
  // What the contract foresees has a status of the caller's; the rest is a bug.
  if (!(error instanceof ORPCError) || error.status >= 500) report(error);
}

async function listen(
  fetch: Hono["fetch"],
  wanted: number | undefined,
  last: number | undefined,
): Promise<{ server: Server; port: number }> {
  for (const port of wanted === undefined ? [last ?? 0, 0] : [wanted]) {
    const server = createAdaptorServer({ fetch }) as Server;
    const bound = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    const address = server.address();
    if (bound && address !== null && typeof address === "object") {
      return { server, port: address.port };
    }
  }
  throw new PortRefused();
}
