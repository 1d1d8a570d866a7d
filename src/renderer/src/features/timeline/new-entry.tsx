import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Navigate, useNavigate } from "react-router";
import { addressOfEntry, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { useToast } from "../../ui/toast.tsx";
import { useFilter } from "./use-filter.ts";

/** Makes a free entry and goes there to write it; back to the list where none could be made. */
export function NewEntry() {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const { withFilter } = useFilter();
  const canWrite = useReadOnly() === null;
  const hasBegun = useRef(false);
  const { mutate } = useMutation(
    queries.entries.begin.mutationOptions({
      onSuccess: ({ id }) => void navigate(withFilter(addressOfEntry(id, true)), { replace: true }),
      onError: (error) => {
        showToast({ text: sentenceFor(error) });
        void navigate(withFilter(ADDRESSES.timeline), { replace: true });
      },
    }),
  );
  useEffect(() => {
    if (!canWrite || hasBegun.current) return;
    hasBegun.current = true;
    mutate(undefined);
  }, [canWrite, mutate]);
  return canWrite ? null : <Navigate replace to={ADDRESSES.timeline} />;
}
