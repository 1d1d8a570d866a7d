import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { foldName } from "../../../../shared/journal/fold.ts";
import { useConnection } from "../../api/client.ts";
import { PersonField } from "../people/person-field.tsx";
import { messages } from "./messages.ts";

/** A person of the journal, found by their first letters; only who is one narrows. */
export function PersonFilter(props: { value: string; onChange: (name: string) => void }) {
  const { queries } = useConnection();
  const id = useId();
  const [name, setName] = useState(props.value);
  const { data: people } = useQuery(queries.people.list.queryOptions());
  if (people === undefined || (people.length === 0 && props.value === "")) return null;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {messages.person}
      </label>
      <PersonField
        id={id}
        name={name}
        onName={(typed) => {
          setName(typed);
          const wanted = foldName(typed.trim());
          props.onChange(people.find((one) => foldName(one.name) === wanted)?.name ?? "");
        }}
        makesNew={false}
        placeholder={messages.any}
      />
    </div>
  );
}
