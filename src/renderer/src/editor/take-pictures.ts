import type { Editor } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, type PluginSpec } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { pictureType } from "../../../shared/contract/attachments.ts";
import { type KeptPictures, NotTaken } from "./kept-pictures.ts";
import { messages } from "./messages.ts";

/** A picture on its way into the journal, by an object of its own. */
type Taking = { add: object; at: number } | { done: object };

const PLUGIN = new PluginKey<DecorationSet>("takingPictures");

/** Keeps the places of the pictures that are being taken in, while the text around them is written on. */
export function takingPlugin(props: NonNullable<PluginSpec<DecorationSet>["props"]>) {
  return new Plugin<DecorationSet>({
    key: PLUGIN,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, standing) {
        const places = standing.map(tr.mapping, tr.doc);
        const taking = tr.getMeta(PLUGIN) as Taking | undefined;
        if (taking === undefined) return places;
        if ("done" in taking) return places.remove(placesOf(places, taking.done));
        const place = Decoration.widget(taking.at, ruledLines, { picture: taking.add });
        return places.add(tr.doc, [place]);
      },
    },
    props: { ...props, decorations: (state) => PLUGIN.getState(state) },
  });
}

function placesOf(places: DecorationSet, picture: object): Decoration[] {
  return places.find(undefined, undefined, (spec) => spec["picture"] === picture);
}

function ruledLines(): HTMLElement {
  const place = document.createElement("span");
  place.className = "picture is-reading";
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", messages.pictureComing);
  return place;
}

/** Takes files into the journal, and shows each where it was put. Says why one was not taken. */
export function takePictures(
  editor: Editor,
  files: readonly File[],
  at: number,
  pictures: KeptPictures,
  tell: (sentence: string) => void,
): void {
  for (const file of files) void takePicture(editor, file, at, pictures, tell);
}

async function takePicture(
  editor: Editor,
  file: File,
  at: number,
  pictures: KeptPictures,
  tell: (sentence: string) => void,
): Promise<void> {
  const mark = {};
  const { tr } = editor.state;
  if (!tr.selection.empty && at === tr.selection.from) tr.deleteSelection();
  editor.view.dispatch(tr.setMeta(PLUGIN, { add: mark, at: tr.mapping.map(at) } satisfies Taking));
  const kept = await pictures.keep(file).catch((error: unknown) => {
    tell(error instanceof NotTaken ? error.message : messages.pictureLost);
    return null;
  });
  // The text may have left the screen, or come back to it, meanwhile.
  const { state } = editor;
  const done = state.tr.setMeta(PLUGIN, { done: mark } satisfies Taking);
  const place = placeOf(state, mark);
  if (kept !== null && place !== null) {
    done.insert(place, state.schema.node("picture", { attachment: kept.sha256, alt: "" }));
  }
  editor.view.dispatch(done);
}

/** Where a picture is to stand by now; null where its place was deleted meanwhile. */
function placeOf(state: EditorState, mark: object): number | null {
  const places = PLUGIN.getState(state) ?? DecorationSet.empty;
  return placesOf(places, mark)[0]?.from ?? null;
}

/** The files of a clipboard that are meant: a copied text brings a picture of itself along. */
export function takenFiles(data: DataTransfer | null): File[] {
  if (data === null || data.getData("text/plain") !== "") return [];
  return [...data.files];
}

/** Asks for picture files. */
export function choosePictures(take: (files: File[]) => void): void {
  const field = document.createElement("input");
  field.type = "file";
  field.accept = pictureType.options.join();
  field.multiple = true;
  field.addEventListener("change", () => take([...(field.files ?? [])]));
  field.click();
}
