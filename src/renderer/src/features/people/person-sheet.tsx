import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { ulid } from "ulid";
import { type Person, type Relation, relation } from "../../../../shared/contract/people.ts";
import { useConnection } from "../../api/client.ts";
import { errorData, sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { FormSheet } from "../../ui/form-sheet.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { messages } from "./messages.ts";

/** Adds a person, or changes what is said of one. A name that somebody has leads to merging the two. */
export function PersonSheet(props: {
  person?: Person;
  onClose: () => void;
  onKept?: (person: Person) => void;
  /** Offered where the name is another one's: merging with them, or going there. */
  onOther: (other: { id: string; name: string }) => void;
}) {
  const { person, onClose, onOther } = props;
  const { queries } = useConnection();
  const [id] = useState(() => ulid());
  const [name, setName] = useState(person?.name ?? "");
  const [relationTo, setRelation] = useState<Relation>(person?.relation ?? "report");
  const [role, setRole] = useState(person?.role ?? "");
  const onSuccess = (kept: Person): void => {
    onClose();
    props.onKept?.(kept);
  };
  const add = useMutation(queries.people.add.mutationOptions({ onSuccess }));
  const change = useMutation(queries.people.change.mutationOptions({ onSuccess }));
  const keeping = person === undefined ? add : change;
  const taken = errorData(keeping.error, "NAME_TAKEN");
  const keep = (): void => {
    if (person === undefined) add.mutate({ id, name, relation: relationTo, role });
    else {
      const { revision } = person;
      change.mutate({ id: person.id, revision, name, relation: relationTo, role });
    }
  };
  return (
    <FormSheet
      title={person === undefined ? messages.addTitle : messages.editTitle}
      isBusy={keeping.isPending}
      notice={
        keeping.isError ? (
          <>
            <p>{sentenceFor(keeping.error)}</p>
            {taken === null ? null : (
              <Button look="quiet" onClick={() => onOther(taken)}>
                {person === undefined
                  ? messages.toPageOf(taken.name)
                  : messages.mergeWith(taken.name)}
              </Button>
            )}
          </>
        ) : null
      }
      onKeep={keep}
      onClose={onClose}
    >
      <TextField label={messages.name} maxLength={200} value={name} autoFocus onChange={setName} />
      <RadioGroup
        className="sheet-field"
        aria-label={messages.relation}
        value={relationTo}
        onChange={(value) => setRelation(relation.parse(value))}
      >
        <span className="label">{messages.relation}</span>
        <div className="seg">
          {relation.options.map((one) => (
            <Radio key={one} value={one}>
              {messages.relations[one]}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <TextField
        label={messages.role}
        placeholder={messages.rolePlace}
        maxLength={200}
        value={role}
        onChange={setRole}
      />
    </FormSheet>
  );
}
