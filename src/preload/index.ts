/**
 * Hands over the port, nothing else. Runs in the window's sandbox, in a world of its own beside the
 * page's, so all that the two can do is post messages to their common window.
 *
 *   page     posts "stepback-ready" to its window, once it listens for the answer
 *   preload  sends "stepback-ready" to the main process
 *   main     checks who asks, and sends "stepback-port" with one end of a new channel
 *   preload  posts "stepback-port" to the window, with the port; the page takes event.ports[0]
 *
 * The preload runs before the page does and main answers only when asked, so no message can come
 * too early. The page may ask again, after a reload for one: it gets a new port, and the old one is
 * closed. When the window closes:
 *
 *   main     sends "stepback-closing", the preload posts it to the window
 *   page     writes what is unsaved, and posts "stepback-flushed", which the preload sends to main
 *
 * Main waits two seconds for that. The page takes only messages whose event.source is its window.
 */
import { ipcRenderer } from "electron";

/** What the page may say to the main process: words, without any data. */
const WORDS_OF_THE_PAGE: readonly unknown[] = ["stepback-ready", "stepback-flushed"];

/**
 * "This page's own origin and no other". Spelled so rather than with location.origin, which is the
 * text "null" wherever a scheme has no origin, and a target that matches too much must never be tried.
 */
const THIS_PAGE_ONLY = "/";

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  if (event.source !== window || !WORDS_OF_THE_PAGE.includes(event.data)) return;
  ipcRenderer.send(String(event.data));
});

ipcRenderer.on("stepback-port", (event) => {
  window.postMessage("stepback-port", THIS_PAGE_ONLY, event.ports);
});

ipcRenderer.on("stepback-closing", () => {
  window.postMessage("stepback-closing", THIS_PAGE_ONLY);
});
