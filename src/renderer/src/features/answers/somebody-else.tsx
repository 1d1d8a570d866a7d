import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ulid } from "ulid";
import type { Person } from "../../../../shared/contract/people.ts";
import { foldName } from "../../../../shared/journal/fold.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { addressOfAnswer } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { PersonField } from "../people/person-field.tsx";
import { messages } from "./messages.ts";

/** Names the person that a prompt is answered about; one whom nobody knows yet gets a page. */
export function SomebodyElse(props: { prompt: string; people: readonly Person[] }) {
  const { prompt, people } = props;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  // Kept when the answer to adding them was lost.
  const [id] = useState(() => ulid());
  const go = (person: Id): void => void navigate(addressOfAnswer(prompt, person));
  const add = useMutation(
    queries.people.add.mutationOptions({ onSuccess: (person) => go(person.id) }),
  );
  const keep = (): void => {
    const typed = name.trim();
    if (typed === "" || add.isPending) return;
    const standing = people.find((person) => foldName(person.name) === foldName(typed));
    if (standing === undefined) add.mutate({ id, name: typed, relation: "other", role: "" });
    else go(standing.id);
  };
  return (
    <form
      className="somebody"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <PersonField
        label={people.length === 0 ? messages.aboutWhom : messages.somebodyElse}
        placeholder={people.length === 0 ? messages.name : messages.somebodyElse}
        name={name}
        onName={setName}
        autoFocus={people.length === 0}
      />
      {name.trim() === "" ? null : (
        <Button type="submit" look="quiet" keys="enter">
          {messages.goOn}
        </Button>
      )}
      {add.error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(add.error)}
        </p>
      )}
    </form>
  );
}
