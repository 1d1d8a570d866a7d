import { getSchema } from "@tiptap/core";
import { describe, expect, test } from "vitest";
import { documentSchema } from "../../../shared/document/schema.ts";
import { documentExtensions } from "./extensions.ts";

describe("the editor's schema is the journal's", () => {
  const editor = getSchema(
    documentExtensions({
      placeholder: "",
      tell: () => undefined,
      whileTaking: () => undefined,
      spoken: {
        watchPerson: () => () => undefined,
        watchMoment: () => () => undefined,
        isStranger: () => false,
      },
      pictures: {
        sizeOf: () => undefined,
        read: () => Promise.resolve(null),
        keep: () => Promise.reject(new Error("none is kept")),
      },
    }),
  );
  const names = (known: object): string[] => Object.keys(known).toSorted();

  test("the same nodes with the same content", () => {
    expect(names(editor.nodes)).toEqual(names(documentSchema.nodes));
    for (const [name, type] of Object.entries(documentSchema.nodes)) {
      const { content, group, marks, defining, isolating, code, inline, atom, tableRole } =
        type.spec;
      // The journal lets a cell hold any block, and keeps it as one paragraph of text.
      if (tableRole?.endsWith("cell") === true) {
        expect(editor.nodes[name]?.spec.content).toBe("paragraph+");
        continue;
      }
      const known = { content, group, marks, defining, isolating, code, inline, atom, tableRole };
      const theirs = editor.nodes[name]?.spec;
      expect(theirs, name).toMatchObject(JSON.parse(JSON.stringify(known)));
      expect(Object.keys(theirs?.attrs ?? {}), name).toEqual(
        expect.arrayContaining(Object.keys(type.spec.attrs ?? {})),
      );
    }
  });

  // Their order need not be the same: a document that is saved gets the journal's.
  test("the same marks, `code` alone", () => {
    expect(names(editor.marks)).toEqual(names(documentSchema.marks));
    for (const [name, type] of Object.entries(documentSchema.marks)) {
      for (const [other, otherType] of Object.entries(documentSchema.marks)) {
        const theirs = editor.marks[name]?.excludes(editor.marks[other] as never);
        expect(type.excludes(otherType), `${name} and ${other}`).toBe(theirs);
      }
    }
  });
});
