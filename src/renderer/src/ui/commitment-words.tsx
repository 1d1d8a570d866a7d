/** A commitment as it reads; the frame of its if-then form is not the leader's words. */
export function CommitmentWords(props: {
  commitment: { situation: string | null; action: string };
}) {
  const { situation, action } = props.commitment;
  if (situation === null) return action;
  return (
    <>
      <span className="if">If</span> {situation}
      <span className="if">, then I will</span> {action}
    </>
  );
}
