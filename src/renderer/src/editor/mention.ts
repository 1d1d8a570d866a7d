import { Node } from "@tiptap/core";
import { isId } from "../../../shared/journal/identity.ts";
import type { Spoken } from "./spoken.ts";

/** Somebody spoken of in a text: who it is, and what they were called when it was written. */
export const Mention = Node.create<{ spoken: Spoken | null }>({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,

  addOptions() {
    return { spoken: null };
  },

  addAttributes() {
    return {
      person: {
        isRequired: true,
        parseHTML: (element) => element.getAttribute("data-person"),
        renderHTML: ({ person }) => ({ "data-person": person }),
      },
      name: {
        isRequired: true,
        parseHTML: (element) => element.textContent,
        rendered: false,
      },
    };
  },

  parseHTML: () => [
    {
      tag: "span[data-person]",
      // Whom no journal can know is the name that stands there.
      getAttrs: (element) => (isId(element.getAttribute("data-person")) ? null : false),
    },
  ],

  renderHTML: ({ node, HTMLAttributes }) => ["span", HTMLAttributes, nameOf(node.attrs)],

  renderText: ({ node }) => nameOf(node.attrs),

  addNodeView() {
    const { spoken } = this.options;
    return ({ node }) => {
      const dom = document.createElement("span");
      dom.className = "mention";
      dom.textContent = nameOf(node.attrs);
      const stop = spoken?.watchPerson(String(node.attrs["person"]), (person) => {
        dom.textContent = person?.name ?? nameOf(node.attrs);
      });
      return { dom, ignoreMutation: () => true, destroy: () => stop?.() };
    };
  },
});

function nameOf(attributes: Record<string, unknown>): string {
  return String(attributes["name"]);
}
