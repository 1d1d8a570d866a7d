import { useNavigate } from "react-router";
import { ADDRESSES } from "../../addresses.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { UnsavedNotice } from "../../saving/save-status.tsx";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { messages } from "./messages.ts";

/** The timeline before the first entry. */
export function EmptyTimeline() {
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  const create = (): void => void navigate(ADDRESSES.newEntry);
  useShortcuts(readOnly === null ? { n: create } : {});
  return (
    <main className="main">
      <div className="page">
        <UnsavedNotice />
        <div className="empty">
          {readOnly === null ? (
            <>
              <h1>{messages.emptyTitle}</h1>
              <p>{messages.emptyText}</p>
              <p className="actions">
                <Button look="primary" onClick={() => void navigate(ADDRESSES.thisWeek)}>
                  {messages.emptyAction}
                </Button>
                <Button keys="n" onClick={create}>
                  {messages.newEntry}
                </Button>
              </p>
            </>
          ) : (
            <>
              <h1>{readOnly === "rescue" ? messages.noneReadable : messages.noneYet}</h1>
              {readOnly === "rescue" ? <p>{messages.noneReadableText}</p> : null}
            </>
          )}
        </div>
      </div>
    </main>
  );
}
