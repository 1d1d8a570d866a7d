import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { NamedPerson } from "../../../../shared/contract/named-person.ts";
import type { Person } from "../../../../shared/contract/people.ts";
import { foldName } from "../../../../shared/journal/fold.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { messages } from "./messages.ts";
import { PersonField } from "./person-field.tsx";
import { SheetFoot } from "./sheet-foot.tsx";

/** Makes one person of two. @param props.into whom it is offered with, if anybody. */
export function MergeSheet(props: {
  person: NamedPerson;
  into: string;
  onClose: () => void;
  onMerged: (into: Person) => void;
}) {
  const { person, onClose, onMerged } = props;
  const { queries } = useConnection();
  const form = useId();
  const [name, setName] = useState(props.into);
  const [missing, setMissing] = useState<string | null>(null);
  const { data: people } = useQuery(queries.people.list.queryOptions());
  const merge = useMutation(
    queries.people.merge.mutationOptions({
      onSuccess: (into) => {
        onClose();
        onMerged(into);
      },
    }),
  );
  const keep = (): void => {
    const into = people?.find((one) => foldName(one.name) === foldName(name.trim()));
    if (into === undefined) setMissing(name.trim());
    else merge.mutate({ id: person.id, into: into.id });
  };
  return (
    <Sheet title={messages.mergeTitle(person.name)} onClose={onClose}>
      <form
        id={form}
        className="sheet-body"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <div className="sheet-field">
          <label className="label" htmlFor={`${form}-into`}>
            {messages.mergeInto}
          </label>
          <PersonField
            id={`${form}-into`}
            name={name}
            onName={(given) => {
              setName(given);
              setMissing(null);
            }}
            makesNew={false}
            except={[person.id]}
            autoFocus
          />
          <p className="help">{messages.mergeHelp(person.name)}</p>
        </div>
        {missing === null && !merge.isError ? null : (
          <p className="notice" role="alert">
            {missing === null
              ? sentenceFor(merge.error)
              : missing === ""
                ? messages.chooseSomebody
                : messages.nobodyCalled(missing)}
          </p>
        )}
      </form>
      <SheetFoot
        form={form}
        isPending={merge.isPending}
        keep={messages.merge}
        keeping={messages.merging}
        onClose={onClose}
      />
    </Sheet>
  );
}
