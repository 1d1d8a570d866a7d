import { useMutation, useQuery } from "@tanstack/react-query";
import type { Editor, Range } from "@tiptap/core";
import { foldName } from "../../../shared/journal/fold.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { useConnection } from "../api/client.ts";
import { sentenceFor } from "../api/errors.ts";
import { messages as people } from "../features/people/messages.ts";
import { MatchedName } from "../features/people/matched-name.tsx";
import { suggestPeople } from "../features/people/suggest-people.ts";
import { useToast } from "../ui/toast.tsx";
import { messages } from "./messages.ts";
import { type Offer, TypeAhead } from "./type-ahead.tsx";

// A name of up to four words, which a dot in it does not end.
const PATTERN = /(?:^|[\s([{«“"'’—–-])(@(?:[^\s@][^\s@]*(?: [^\s@]+){0,3} ?)?)$/u;

/** What `@` offers: whom the journal knows, and a page for somebody whom it does not. */
export function PeopleMenu(props: {
  editor: Editor;
  frame: HTMLElement;
  /** Given what has to end before the text is whole. */
  whileMaking: (made: Promise<void>) => void;
}) {
  const { queries } = useConnection();
  const showToast = useToast();
  const { data: known = [] } = useQuery(queries.people.list.queryOptions());
  const add = useMutation(queries.people.add.mutationOptions());

  const make = async (editor: Editor, range: Range, name: string): Promise<void> => {
    const typed = textAt(editor, range);
    try {
      const person = await add.mutateAsync({ name, relation: "other", role: "" });
      // What was typed is gone, or is another text by now.
      if (textAt(editor, range) === typed) mention(editor, range, person);
    } catch (error) {
      showToast({ text: sentenceFor(error) });
    }
  };
  const offersFor = (query: string): Offer[] => {
    const typed = query.trim();
    const suggested = suggestPeople(known, typed);
    const offers = suggested.map((one): Offer => {
      const { person } = one;
      return {
        key: person.id,
        face: <MatchedName {...one} />,
        meta: <span className="meta">{person.role}</span>,
        take: (editor, range) => mention(editor, range, person),
      };
    });
    const isNew = typed !== "" && known.every(({ name }) => foldName(name) !== foldName(typed));
    // Somebody goes on writing after a name that was not taken from the list.
    const isAfterName = suggested.length === 0 && query.split(" ").length > 3;
    if (!isNew || isAfterName) return offers;
    return [
      ...offers,
      {
        key: "new",
        face: <span className="x ui">{people.newPage(typed)}</span>,
        take: (editor, range) => props.whileMaking(make(editor, range, typed)),
      },
    ];
  };
  return (
    <TypeAhead
      editor={props.editor}
      frame={props.frame}
      sign="@"
      pattern={PATTERN}
      inCells
      label={messages.mention}
      offersFor={offersFor}
      firstFor={(query) =>
        // Nobody's page is made by the Enter that ends a line: only for one word that may be a name.
        suggestPeople(known, query.trim()).length > 0 || /^(?!\p{Ll})\S+$/u.test(query) ? 0 : -1
      }
    />
  );
}

function textAt({ state: { doc } }: Editor, { from, to }: Range): string | null {
  return to > doc.content.size ? null : doc.textBetween(from, to);
}

function mention(editor: Editor, range: Range, { id, name }: NamedPerson): void {
  const after = editor.state.doc.textBetween(range.to, editor.state.doc.resolve(range.to).end());
  const attrs = { person: id, name };
  editor
    .chain()
    .focus()
    .insertContentAt(range, [
      { type: "mention", attrs },
      ...(after.startsWith(" ") ? [] : [{ type: "text", text: " " }]),
    ])
    .run();
}
