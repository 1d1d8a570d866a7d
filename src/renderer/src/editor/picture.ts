import { Node } from "@tiptap/core";

/** A picture of the journal among the words: the attachment with its bytes, and what it shows in words. */
export const Picture = Node.create({
  name: "picture",
  group: "inline",
  inline: true,
  atom: true,

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
});
