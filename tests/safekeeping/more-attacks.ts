/**
 * What a hostile page tries beside `tests/hosts/loopback/attack-page.ts`. It runs inside the page: nothing
 * from outside this function is in reach.
 * @returns what each way read, or that it was let in; empty for nothing.
 */
export async function attackMore(order: {
  target: string;
  call: string;
}): Promise<Record<string, string>> {
  const { target, call } = order;
  const loot: Record<string, string> = {};
  const address = (way: string): string => `${target}/rpc/weekly/open?by=${way}`;
  const inTime = (work: Promise<string>): Promise<string> =>
    Promise.race([work, new Promise<string>((resolve) => setTimeout(resolve, 1500, ""))]);
  const loaded = (element: HTMLElement): Promise<string> =>
    inTime(
      new Promise((resolve) => {
        element.addEventListener("load", () => resolve("loaded"));
        element.addEventListener("error", () => resolve(""));
        document.body.append(element);
      }),
    );
  const element = (name: string, properties: object): HTMLElement =>
    Object.assign(document.createElement(name), properties);
  const read = (url: string, init: RequestInit): Promise<string> =>
    fetch(url, init).then(
      (answer) => (answer.ok ? answer.text() : ""),
      () => "",
    );
  const socket = (): Promise<string> =>
    new Promise((resolve) => {
      const opening = new WebSocket(`${target.replace("http", "ws")}/rpc/journal/changes`);
      opening.addEventListener("open", () => resolve("open"));
      opening.addEventListener("error", () => resolve(""));
    });
  const worker = (): string => {
    try {
      return typeof new Worker(address("worker")) === "object" ? "started" : "";
    } catch {
      return "";
    }
  };

  loot["websocket"] = await inTime(socket());
  loot["worker"] = worker();
  loot["object"] = await loaded(element("object", { data: `${target}/`, name: "object" }));
  loot["module"] = await loaded(element("script", { src: address("module"), type: "module" }));
  loot["prefetch"] = await loaded(element("link", { rel: "prefetch", href: `${target}/entries` }));
  const json = { "content-type": "application/json", "x-stepback": "1" };
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    loot[method] = await read(address(method), { method, headers: json, body: call });
  }
  for (const token of ["", "x", "undefined", "null"]) {
    const body = JSON.stringify({ token });
    loot[`token ${token}`] = await read(`${target}/session`, {
      method: "POST",
      mode: "no-cors",
      credentials: "include",
      body,
    });
  }
  loot["keepalive"] = await read(address("keepalive"), {
    method: "POST",
    mode: "no-cors",
    credentials: "include",
    keepalive: true,
    body: call,
  });
  return loot;
}
