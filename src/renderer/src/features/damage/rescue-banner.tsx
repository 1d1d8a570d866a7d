import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { ExportSheet } from "../exports/export-sheet.tsx";
import { messages } from "./messages.ts";

/** Over every page of a journal in which nothing can be written: why, and the way out. */
export function RescueBanner({ kind }: { kind: "rescue" | "folder" }) {
  const { queries } = useConnection();
  const [isExporting, setExporting] = useState(false);
  const again = useMutation(queries.journal.chooseAgain.mutationOptions());
  return (
    <section className="rescue" data-kind={kind} aria-label={messages.readOnly}>
      {kind === "rescue" ? (
        <p className="actions rescue-bar">
          <Button onClick={() => setExporting(true)}>{messages.exportAll}</Button>
          <Button
            look="quiet"
            aria-busy={again.isPending}
            onClick={() => {
              if (!again.isPending) again.mutate(undefined);
            }}
          >
            {messages.chooseAgain}
          </Button>
        </p>
      ) : null}
      <div className="row bad">
        <p className="m">{messages.readOnly}</p>
        <div className="t">
          <p>{kind === "rescue" ? messages.rescue : messages.folder}</p>
          {again.isError ? (
            <p className="notice" role="alert">
              {sentenceFor(again.error)}
            </p>
          ) : null}
        </div>
      </div>
      {isExporting ? <ExportSheet onClose={() => setExporting(false)} /> : null}
    </section>
  );
}
