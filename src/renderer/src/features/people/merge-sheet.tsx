import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { NamedPerson } from "../../../../shared/contract/named-person.ts";
import type { Person } from "../../../../shared/contract/people.ts";
import { foldName } from "../../../../shared/journal/fold.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { FormSheet } from "../../ui/form-sheet.tsx";
import { messages } from "./messages.ts";
import { PersonField } from "./person-field.tsx";

/** Makes one person of two. @param props.into whom it is offered with, if anybody. */
export function MergeSheet(props: {
  person: NamedPerson;
  into: string;
  onClose: () => void;
  onMerged: (into: Person) => void;
}) {
  const { person, onClose, onMerged } = props;
  const { client, queries, queryClient } = useConnection();
  const field = useId();
  const [name, setName] = useState(props.into);
  const [missing, setMissing] = useState<string | null>(null);
  const merge = useMutation({
    mutationFn: async () => {
      const people = await queryClient.ensureQueryData(queries.people.list.queryOptions());
      const into = people.find((one) => foldName(one.name) === foldName(name.trim()));
      return into === undefined ? null : client.people.merge({ id: person.id, into: into.id });
    },
    onSuccess: (into) => {
      if (into === null) return setMissing(name.trim());
      onClose();
      onMerged(into);
    },
  });
  const failed = merge.isError ? sentenceFor(merge.error) : null;
  const notice =
    missing === null
      ? failed
      : missing === ""
        ? messages.chooseSomebody
        : messages.nobodyCalled(missing);
  return (
    <FormSheet
      title={messages.mergeTitle(person.name)}
      isBusy={merge.isPending}
      notice={notice}
      verb={{ rest: messages.merge, busy: messages.merging }}
      onKeep={() => merge.mutate()}
      onClose={onClose}
    >
      <div className="sheet-field">
        <label className="label" htmlFor={field}>
          {messages.mergeInto}
        </label>
        <PersonField
          id={field}
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
    </FormSheet>
  );
}
