import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Id } from "../../../shared/journal/identity.ts";
import { addressOfPerson } from "../addresses.ts";
import { useConnection } from "../api/client.ts";
import { BubbleBar } from "./bubble-bar.tsx";
import { messages } from "./messages.ts";
import { mentionedQuery } from "./spoken.ts";

/** What a mention that is selected leads to. */
export function MentionLine({ person, name }: { person: Id; name: string }) {
  const { data } = useQuery(mentionedQuery(useConnection(), person));
  const navigate = useNavigate();
  if (data === undefined) return null;
  const known = data[0]?.person;
  if (known === undefined) return <p className="bubble-host">{messages.notHere(name)}</p>;
  return (
    <>
      <p className="bubble-host">{known.name}</p>
      <BubbleBar
        name={known.name}
        items={[{ name: messages.openPage, act: () => void navigate(addressOfPerson(known.id)) }]}
      />
    </>
  );
}
