/** A commitment as it reads. */
export function CommitmentWords(props: {
  commitment: { situation: string | null; action: string };
}) {
  const { situation, action } = props.commitment;
  if (situation === null) return action;
  return (
    <>
      <CommitmentFrame situation={situation} /> {action}
    </>
  );
}

/** The frame of the if-then form, which is not the leader's words, around the situation. */
export function CommitmentFrame({ situation }: { situation: string }) {
  return (
    <>
      <span className="if">If</span> {situation}
      <span className="if">, then I will</span>
    </>
  );
}
