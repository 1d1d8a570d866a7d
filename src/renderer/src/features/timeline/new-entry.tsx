import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Navigate, useNavigate } from "react-router";
import { addressOfEntry, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";

/** Makes a free entry and goes there to write it. */
export function NewEntry() {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const canWrite = useReadOnly() === null;
  const hasBegun = useRef(false);
  const { mutate, error } = useMutation(
    queries.entries.begin.mutationOptions({
      onSuccess: ({ id }) => void navigate(addressOfEntry(id, true), { replace: true }),
    }),
  );
  useEffect(() => {
    if (!canWrite || hasBegun.current) return;
    hasBegun.current = true;
    mutate(undefined);
  }, [canWrite, mutate]);
  if (!canWrite) return <Navigate replace to={ADDRESSES.timeline} />;
  return (
    <main className="main">
      <div className="page">
        {error === null ? null : (
          <p className="notice" role="alert">
            {sentenceFor(error)}
          </p>
        )}
      </div>
    </main>
  );
}
