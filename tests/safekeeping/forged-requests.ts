import { connect } from "node:net";
import { type Forged, pageHeaders, send, type Served } from "../helpers/loopback.ts";

/** A request with one thing forged. */
export interface ForgedRequest {
  name: string;
  request: Forged;
}

type Headers = Record<string, string | undefined>;

/**
 * Everything about a call that somebody else could not send right, each wrong in several ways.
 * @param call the page's own call, which is answered.
 * @param other another host on this machine, with a cookie of its own.
 */
export function forgedRequests(
  call: Forged & { headers: Headers },
  host: Served,
  other: { host: Served; cookie: string },
): ForgedRequest[] {
  const [cookieName = "", secret = ""] = (call.headers["cookie"] ?? "").split("=");
  const [otherName = "", otherSecret = ""] = other.cookie.split("=");
  const { port, authority } = host;
  const headers: Record<string, (string | undefined)[]> = {
    host: [
      "attacker.example",
      `attacker.example:${port}`,
      `localhost:${port}`,
      "127.0.0.1",
      `127.0.0.2:${port}`,
      `2130706433:${port}`,
      `[::1]:${port}`,
      `${authority}.evil.example`,
      other.host.authority,
      "",
    ],
    origin: [
      undefined,
      "",
      "null",
      "http://attacker.example",
      `http://attacker.example:${port}`,
      "http://127.0.0.1",
      `http://${authority}.evil.example`,
      `http://${authority}/`,
      `https://${authority}`,
      `http://localhost:${port}`,
      `http://${other.host.authority}`,
      `http://${authority}, http://attacker.example`,
    ],
    "sec-fetch-site": ["cross-site", "same-site", "none", ""],
    "content-type": [
      undefined,
      "text/plain",
      "text/plain; application/json",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded",
      "application/json, text/plain",
      "application/jsonp",
    ],
    "x-stepback": [undefined, "", "0", "1, 1"],
    cookie: [
      undefined,
      "",
      `${cookieName}=`,
      `${cookieName}=${secret.slice(0, -1)}`,
      `${cookieName}=${secret}0`,
      `${cookieName}="${secret}"`,
      `x${cookieName}=${secret}`,
      `${otherName}=${secret}`,
      `${otherName}=${otherSecret}`,
      `${cookieName}=${otherSecret}`,
    ],
  };
  const byHeader = Object.entries(headers).flatMap(([header, values]) =>
    values.map((value) => ({
      name: `${header}: ${value ?? "left out"}`,
      request: { ...call, headers: { ...call.headers, [header]: value } },
    })),
  );
  const byMethod = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"].map((method) => {
    const { body: _, ...bare } = call;
    return { name: method, request: { ...(method === "HEAD" ? bare : call), method } };
  });
  const byPath = [
    "/%72pc/",
    "//rpc/",
    "/./rpc/",
    "/x/../rpc/",
    "/RPC/",
    `http://${authority}/rpc/`,
  ];
  const noCookie = { ...call.headers, cookie: undefined };
  return [
    ...byHeader,
    ...byMethod,
    ...byPath.map((path) => ({
      name: `${path} without the cookie`,
      request: { ...call, path: call.path.replace("/rpc/", path), headers: noCookie },
    })),
    {
      name: "all that a form of another site sends",
      request: {
        ...call,
        headers: {
          host: authority,
          origin: "http://attacker.example",
          "sec-fetch-site": "cross-site",
          "content-type": "text/plain",
        },
      },
    },
  ];
}

/** What was answered to a forged request: its status and text; 0 when it was not answered at all. */
export async function forge({ request }: ForgedRequest): Promise<{ status: number; text: string }> {
  return send(request).catch((error: unknown) => ({ status: 0, text: String(error) }));
}

/** Whole requests that no client library would send, each with a right call hidden in it or after it. */
export function rawRequests(host: Served, cookie: string, call: Forged): [string, string][] {
  const { authority } = host;
  const body = String(call.body);
  const start = `POST ${call.path} HTTP/1.1`;
  const { host: _, ...own } = pageHeaders(host, cookie);
  const rest = Object.entries(own).map(([name, value]) => `${name}: ${value}`);
  const length = `content-length: ${Buffer.byteLength(body)}`;
  const right = [start, `host: ${authority}`, ...rest, length];
  const without = (name: string): string[] => right.filter((line) => !line.startsWith(name));
  const whole = (lines: readonly string[]): string => `${lines.join("\r\n")}\r\n\r\n${body}`;
  return [
    ["no host", whole(without("host"))],
    ["no host in version 1.0", whole([start.replace("1.1", "1.0"), ...without("host").slice(1)])],
    ["two hosts", whole([...right, "host: attacker.example"])],
    ["two origins", whole([...right, "origin: http://attacker.example"])],
    ["no cookie", whole(without("cookie"))],
    ["a cookie before the request", whole([`cookie: ${cookie}`, ...without("cookie")])],
    ["a folded origin", whole([...without("origin"), "origin:", ` http://${authority}`])],
    ["two lengths", whole([...right, "content-length: 3"])],
    ["a length and chunks", whole([...right, "transfer-encoding: chunked"])],
    ["another protocol", whole(["GET / SIP/2.0", ...right.slice(1)])],
  ];
}

/** Sends bytes as they are; gives all that came back. */
export function sendBytes(host: Served, request: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(host.port, "127.0.0.1", () => socket.end(request));
    socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
    socket.on("error", () => {}).once("close", () => resolve(answer));
  });
}
