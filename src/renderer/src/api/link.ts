import { RPCLink as FetchLink } from "@orpc/client/fetch";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import type { ClientContext, ClientLink } from "@orpc/client";

/** The one-use token of the loopback host arrives in the address's fragment. */
const TOKEN = /^#token=([\w-]+)$/;

/** Asked of the preload script, and answered by it with a port (see src/preload/index.ts). */
const READY = "stepback-ready";
const PORT = "stepback-port";

/** The way to the journal core: a port in the desktop window, calls to our own host in a browser. */
export async function openLink(): Promise<ClientLink<ClientContext>> {
  if (location.protocol === "stepback:") return new PortLink({ port: await requestPort() });
  await exchangeToken();
  return new FetchLink({
    url: `${location.origin}/rpc`,
    headers: { "x-stepback": "1" },
    fetch: (request, init) => fetch(request, { ...init, credentials: "same-origin" }),
  });
}

function requestPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== PORT || port === undefined) return;
      window.removeEventListener("message", onMessage);
      port.start();
      resolve(port);
    };
    window.addEventListener("message", onMessage);
    window.postMessage(READY, "/");
  });
}

/** Exchanges the token for the cookie, and takes it out of the address and the history. */
async function exchangeToken(): Promise<void> {
  const token = TOKEN.exec(location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  // A token that was used before is no harm: the cookie of that time may still be good.
  await fetch("/session", {
    method: "POST",
    headers: { "content-type": "application/json", "x-stepback": "1" },
    body: JSON.stringify({ token }),
  }).catch(() => undefined);
}
