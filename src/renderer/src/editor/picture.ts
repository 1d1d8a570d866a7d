import { Node } from "@tiptap/core";
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
}>({
  name: "picture",
  group: "inline",
  inline: true,
  atom: true,
  draggable: true,

  addOptions() {
    return { pictures: null, tell: () => undefined };
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
        const { pictures, tell } = this.options;
        if (pictures === null) return false;
        choosePictures((files) => {
          const { editor } = this;
          takePictures(editor, files, editor.state.selection.from, pictures, tell);
          editor.commands.focus();
        });
        return true;
      },
    };
  },

  addProseMirrorPlugins() {
    const { pictures, tell } = this.options;
    if (pictures === null) return [];
    return [
      takingPlugin({
        handlePaste: (view, event) => {
          const files = takenFiles(event.clipboardData);
          takePictures(this.editor, files, view.state.selection.from, pictures, tell);
          return files.length > 0;
        },
        handleDrop: (view, event) => {
          const files = [...(event.dataTransfer?.files ?? [])];
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          takePictures(this.editor, files, at?.pos ?? view.state.selection.from, pictures, tell);
          // A file that is not taken would be opened in place of the page.
          return files.length > 0;
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
