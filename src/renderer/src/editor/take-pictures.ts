import type { Editor, Range } from "@tiptap/core";
import type { Slice } from "@tiptap/pm/model";
import {
  type EditorState,
  Plugin,
  PluginKey,
  type PluginSpec,
  Selection,
  type Transaction,
} from "@tiptap/pm/state";
import type { Mappable } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { pictureType } from "../../../shared/contract/attachments.ts";
import { type KeptPictures, NotTaken } from "./kept-pictures.ts";
import { messages } from "./messages.ts";

/** A picture on its way into the journal, by an object of its own, with what it is put in place of. */
interface Coming {
  picture: object;
  at: number;
  replaced?: { from: number; content: Slice };
}
type Taking = { add: readonly Coming[] } | { done: object };

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
        return places.add(tr.doc, taking.add.flatMap(decorationsOf));
      },
    },
    props: { ...props, decorations: (state) => PLUGIN.getState(state) },
  });
}

function decorationsOf({ picture, at, replaced }: Coming): Decoration[] {
  const place = Decoration.widget(at, ruledLines, { picture });
  if (replaced === undefined) return [place];
  const { from, content } = replaced;
  return [place, Decoration.inline(from, at, {}, { picture, content })];
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

/**
 * Takes files into the journal, and shows each where it was put, in their order. What was selected there
 * gives way to the first that is taken; says why one was not. @returns when all have been.
 */
export async function takePictures(
  editor: Editor,
  files: readonly File[],
  { from, to }: Range,
  pictures: KeptPictures,
  tell: (sentence: string) => void,
): Promise<void> {
  const { state } = editor;
  const coming = files.map((file) => ({ file, picture: {}, at: to }));
  // The places stand behind what is selected, where they outlive it.
  const replaced = from === to ? undefined : { from, content: state.doc.slice(from, to) };
  const add = coming.map((one) => (replaced === undefined ? one : { ...one, replaced }));
  editor.view.dispatch(state.tr.setMeta(PLUGIN, { add } satisfies Taking));
  for (const { file, picture } of coming) {
    const kept = await pictures.keep(file).catch((error: unknown) => {
      tell(error instanceof NotTaken ? error.message : messages.pictureLost);
      return null;
    });
    // The text may have left the screen, or come back to it, meanwhile.
    editor.view.dispatch(put(editor.state, picture, kept?.sha256 ?? null));
  }
}

/** Puts a picture in its place, unless that was deleted meanwhile. @param attachment null if it was refused. */
function put(state: EditorState, picture: object, attachment: string | null): Transaction {
  const tr = state.tr.setMeta(PLUGIN, { done: picture } satisfies Taking);
  const places = placesOf(PLUGIN.getState(state) ?? DecorationSet.empty, picture);
  const place = places.find(({ spec }) => spec["content"] === undefined);
  if (attachment === null || place === undefined) return tr;
  const selected = places.find(({ from, to, spec }) => {
    const content = spec["content"] as Slice | undefined;
    // What was written into it since is not what was meant.
    return content?.eq(state.doc.slice(from, to)) ?? false;
  });
  if (selected !== undefined) tr.delete(selected.from, selected.to);
  const at = Selection.near(tr.doc.resolve(tr.mapping.map(place.from))).from;
  return tr.insert(at, state.schema.node("picture", { attachment, alt: "" }));
}

/** Keeps the places that were in a state while another document takes its place. */
export function moveTaking(editor: Editor, before: EditorState, moved: Mappable): void {
  const places = PLUGIN.getState(before)?.find() ?? [];
  const add = places
    .filter(({ spec }) => spec["content"] === undefined)
    .map(({ from, spec }) => ({ picture: spec["picture"] as object, at: moved.map(from) }));
  if (add.length > 0) {
    editor.view.dispatch(editor.state.tr.setMeta(PLUGIN, { add } satisfies Taking));
  }
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
