import { Node, type Range } from "@tiptap/core";
import type { NodeView } from "@tiptap/pm/view";
import type { KeptPictures } from "./kept-pictures.ts";
import { messages } from "./messages.ts";
import { choosePictures, takenFiles, takingPlugin, takePictures } from "./take-pictures.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    picture: {
      /** Asks for files, and takes them in where the caret is. */
      choosePictures: () => ReturnType;
    };
  }
}

/** A picture of the journal among the words: the attachment with its bytes, and what it shows in words. */
export const Picture = Node.create<{
  pictures: KeptPictures | null;
  tell: (sentence: string) => void;
  whileTaking: (taken: Promise<void>) => void;
}>({
  name: "picture",
  group: "inline",
  inline: true,
  atom: true,
  draggable: true,

  addOptions() {
    return { pictures: null, tell: () => undefined, whileTaking: () => undefined };
  },

  addAttributes() {
    return {
      attachment: {
        parseHTML: (element) => element.getAttribute("data-attachment"),
        renderHTML: ({ attachment }) => ({ "data-attachment": attachment }),
      },
      alt: { default: "" },
    };
  },

  // Only our own: a pasted picture without an attachment would name one that is not there.
  parseHTML: () => [{ tag: "img[data-attachment]" }],

  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],

  addNodeView() {
    const { pictures } = this.options;
    return ({ node }) => pictureView(node.attrs, pictures);
  },

  addCommands() {
    return {
      choosePictures: () => () => {
        const { pictures, tell, whileTaking } = this.options;
        if (pictures === null) return false;
        choosePictures((files) => {
          const { editor } = this;
          whileTaking(takePictures(editor, files, editor.state.selection, pictures, tell));
          editor.commands.focus();
        });
        return true;
      },
    };
  },

  addProseMirrorPlugins() {
    const { pictures, tell, whileTaking } = this.options;
    if (pictures === null) return [];
    const take = (files: readonly File[], range: Range): boolean => {
      if (files.length === 0) return false;
      whileTaking(takePictures(this.editor, files, range, pictures, tell));
      return true;
    };
    return [
      takingPlugin({
        handlePaste: (view, event) => take(takenFiles(event.clipboardData), view.state.selection),
        // A file that is not taken would be opened in place of the page.
        handleDrop: (view, event) => {
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          const from = at?.pos ?? view.state.selection.from;
          return take([...(event.dataTransfer?.files ?? [])], { from, to: from });
        },
      }),
    ];
  },
});

/** The place of a picture: ruled lines until it is read, or what it showed where it is not there. */
function pictureView(attributes: Record<string, unknown>, pictures: KeptPictures | null): NodeView {
  const attachment = String(attributes["attachment"]);
  const dom = document.createElement("span");
  const image = document.createElement("img");
  const setSize = (size: { width: number; height: number }): void => {
    image.width = size.width;
    image.height = size.height;
  };
  const show = (alt: string): void => {
    image.alt = alt === "" ? messages.picture : alt;
  };
  dom.className = "picture is-reading";
  show(String(attributes["alt"]));
  const size = pictures?.sizeOf(attachment);
  if (size !== undefined) setSize(size);
  dom.append(image);
  void pictures?.read(attachment).then(
    (picture) => {
      dom.classList.remove("is-reading");
      if (picture === null) {
        dom.classList.add("is-missing");
        dom.textContent = messages.pictureMissing(String(attributes["alt"]));
        return;
      }
      setSize(picture);
      image.src = picture.address;
    },
    () => dom.classList.add("is-missing"),
  );
  return {
    dom,
    update: (node) => {
      if (node.type.name !== "picture" || node.attrs["attachment"] !== attachment) return false;
      show(String(node.attrs["alt"]));
      return true;
    },
    ignoreMutation: () => true,
  };
}
