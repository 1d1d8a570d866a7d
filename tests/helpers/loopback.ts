import type { ChildProcess } from "node:child_process";
import { type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { type Run, type Surroundings, endOf, startStepback } from "./command-line.ts";

/** A running `stepback serve`. */
export interface Served {
  /** The address it printed, with its one-use token. */
  url: string;
  port: number;
  token: string;
  /** `127.0.0.1:PORT`. */
  authority: string;
  child: ChildProcess;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Run>;
}

/** Starts `stepback serve --no-open`, and waits for its first line. */
export function startServe(surroundings: Surroundings, ...args: string[]): Promise<Served> {
  return served(startStepback(["serve", "--no-open", ...args], surroundings));
}

/** Waits for the first line of a host. @throws Error when the process ends instead. */
export async function served(child: ChildProcess): Promise<Served> {
  const ended = endOf(child);
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (text: string) => {
      said += text;
      const address = /^Stepback is running at (\S+)\n/u.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then((run) => reject(new Error(`the host ended: ${JSON.stringify(run)}`)), reject);
  });
  const { host: authority, port, hash } = new URL(url);
  return {
    url,
    authority,
    port: Number(port),
    token: hash.replace("#token=", ""),
    child,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A request in which everything can be forged; `undefined` leaves a header out. */
export interface Forged {
  port: number;
  path: string;
  method?: string;
  headers?: Record<string, string | undefined>;
  body?: string | Uint8Array;
  /** Sends the body in chunks, so that nothing tells its length beforehand. */
  chunked?: boolean;
  /** The address it is sent to. */
  address?: string;
}

/** What came back. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Bytes from which on a body is not sent in one go. */
const LONG = 1024 * 1024;

/** Sends a request exactly as it is described: no header of Node's own but the body's length. */
export function send(forged: Forged): Promise<Answer> {
  const { port, path, method = "GET", body, chunked = false, address = "127.0.0.1" } = forged;
  const headers = Object.fromEntries(
    Object.entries(forged.headers ?? {}).filter(
      (it): it is [string, string] => it[1] !== undefined,
    ),
  );
  return new Promise((resolve, reject) => {
    const sending = httpRequest({
      host: address,
      port,
      path,
      method,
      setHost: false,
      agent: false,
      headers: {
        ...headers,
        ...(body === undefined || chunked ? {} : { "content-length": Buffer.byteLength(body) }),
      },
    });
    let answered = false;
    sending.once("response", (response) => {
      answered = true;
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      const { statusCode: status = 0, headers: received } = response;
      response.once("close", () => resolve({ status, headers: received, text }));
      // A stream that goes on, such as the page's for changes, is not waited for.
      if (received["content-type"] === "text/event-stream") response.destroy();
    });
    sending.on("error", (error) => (answered ? undefined : reject(error)));
    if (body === undefined || Buffer.byteLength(body) < LONG) {
      sending.end(body);
      return;
    }
    // A host that refuses by the length alone answers without reading, and is sent no more then.
    const bytes = Buffer.from(body);
    sending.write(bytes.subarray(0, 1024));
    setTimeout(() => (answered ? sending.destroy() : sending.end(bytes.subarray(1024))), 300);
  });
}

/** The headers with which the page itself calls its host. */
export function pageHeaders(host: Served, cookie: string): Record<string, string> {
  return {
    host: host.authority,
    origin: `http://${host.authority}`,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    "x-stepback": "1",
    cookie,
  };
}

/** Exchanges the token as the page does; gives the cookie as it is sent back. */
export async function openSession(host: Served): Promise<string> {
  const { cookie: _, ...headers } = pageHeaders(host, "");
  const body = JSON.stringify({ token: host.token });
  const answer = await send({ port: host.port, path: "/session", method: "POST", headers, body });
  const cookie = answer.headers["set-cookie"]?.[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`no cookie was given: ${answer.status} ${answer.text}`);
  return cookie;
}

/** What a call of the contract sends. */
export function callBody(input?: unknown): string {
  return JSON.stringify({ json: input });
}

/** What a call of the contract was answered with. */
export function answerOf(answer: Answer): unknown {
  return (JSON.parse(answer.text) as { json: unknown }).json;
}
