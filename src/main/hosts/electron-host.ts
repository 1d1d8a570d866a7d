import { readFile } from "node:fs/promises";
import { ORPCError, onError } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import {
  MessageChannelMain,
  type MessagePortMain,
  protocol,
  type Session,
  type WebContents,
} from "electron";
import type { AppRouter } from "../app/router.ts";
import { APP_SCHEME, appPathOf, isOurPage } from "./app-address.ts";
import { resolveRendererFile, securityHeaders } from "./renderer-files.ts";

/** Makes the page's scheme a proper origin. Electron takes this before it is ready, and only once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page to a session at `stepback://app/`. */
export function servePage(session: Session, rendererFolder: string): void {
  session.protocol.handle(APP_SCHEME, (request) => answerWithPage(request, rendererFolder));
}

async function answerWithPage(
  request: { method: string; url: string },
  rendererFolder: string,
): Promise<Response> {
  const headers = { ...securityHeaders(), "cache-control": "no-store" };
  if (request.method !== "GET") return new Response(null, { status: 405, headers });
  const path = appPathOf(request.url);
  const found =
    path === null ? null : resolveRendererFile(rendererFolder, path === "" ? "/" : path);
  if (found === null) return new Response(null, { status: 404, headers });
  const content = await readFile(found.file);
  return new Response(content, { headers: { ...headers, "content-type": found.contentType } });
}

/**
 * Gives a window's page a port to the journal core when it asks for one (see src/preload/index.ts).
 * @param report takes what is a bug: whatever is thrown and is not an answer of the contract.
 */
export function carryCalls(
  contents: WebContents,
  router: AppRouter,
  report: (error: unknown) => void,
): void {
  const handler = new RPCHandler(router, {
    interceptors: [
      onError((error) => {
        if (!(error instanceof ORPCError)) report(error);
      }),
    ],
  });
  let current: MessagePortMain | null = null;
  // The contents' own ipc: what other windows send does not even come here.
  contents.ipc.on("stepback-ready", (event) => {
    const frame = event.senderFrame;
    if (!isOurPage(event, contents) || frame === null) return;
    // A page that asks again has been loaded anew; the calls of the old one end.
    current?.close();
    const { port1, port2 } = new MessageChannelMain();
    current = port1;
    handler.upgrade(port1);
    port1.start();
    // To the frame that asked, so that whatever takes its place meanwhile gets no port.
    frame.postMessage("stepback-port", null, [port2]);
  });
}
