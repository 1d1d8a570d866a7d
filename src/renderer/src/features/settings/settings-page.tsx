import { useQuery } from "@tanstack/react-query";
import { useConnection } from "../../api/client.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { BackupsSection } from "./backups-section.tsx";
import { JournalSection } from "./journal-section.tsx";
import { LockSection } from "./lock-section.tsx";
import { messages } from "./messages.ts";
import { ReflectionSection } from "./reflection-section.tsx";
import { WritingSection } from "./writing-section.tsx";

/** What can be set, inside the frame. There is nothing to save: each change is kept at once. */
export function SettingsPage() {
  const { queries } = useConnection();
  const canChange = useReadOnly() === null;
  const { data: state } = useQuery(queries.journal.state.queryOptions());
  if (state?.state !== "open") return null;
  return (
    <div className="page noaside">
      <header className="row settings-head">
        <p className="m" />
        <div className="t">
          <h1>{messages.title}</h1>
          {canChange ? <p className="meta">{messages.keptAtOnce}</p> : null}
        </div>
      </header>
      <ReflectionSection canChange={canChange} />
      <WritingSection canChange={canChange} />
      <LockSection isProtected={state.protected} canChange={canChange} />
      <BackupsSection canChange={canChange} />
      <JournalSection />
      <p className="row settings-foot">
        <span className="m" />
        <span className="t meta">{messages.network}</span>
      </p>
    </div>
  );
}
