import { useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import type { MomentSheet } from "../../../../shared/contract/moments.ts";
import { localDateAt } from "../../../../shared/journal/local-date.ts";
import { ADDRESSES } from "../../addresses.ts";
import { sentenceFor } from "../../api/errors.ts";
import { UnsavedNotice } from "../../saving/save-status.tsx";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { Button, KeyHint } from "../../ui/button.tsx";
import { SheetFrame } from "../../ui/sheet.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";
import { emptyAt, MomentFields } from "./moment-fields.tsx";
import { useMomentDraft, useMomentSheet } from "./use-moment-draft.ts";

/** Opens the sheet of a new moment from anywhere; on the desktop also its small window. */
export const MOMENT_KEYS = "mod+shift+m";

/** The sheet of a new moment over the page. Esc closes it and keeps the draft. */
export function MomentSheetOver({ onClose }: { onClose: () => void }) {
  const showToast = useToast();
  return (
    <SheetFrame label={messages.newMoment} className="moment-sheet" onClose={onClose}>
      <Capture
        onKept={() => {
          onClose();
          showToast({ text: messages.kept });
        }}
      />
    </SheetFrame>
  );
}

/** The same as a page, which the desktop's small window shows: it goes when the moment is kept. */
export function MomentPage() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const close = (): void => {
    if (search === SMALL_WINDOW) window.close();
    else void navigate(ADDRESSES.today);
  };
  useShortcuts({ escape: close });
  return (
    <main className="moment-page" aria-label={messages.newMoment}>
      <h1 className="vh">{messages.newMoment}</h1>
      <div className="capture">
        <Capture onKept={close} />
      </div>
    </main>
  );
}

/** How the desktop asks for the page in its small window. */
const SMALL_WINDOW = "?small";

function Capture(props: { onKept: () => void }) {
  const { sheet, error } = useMomentSheet("sheet");
  if (sheet !== null) return <CaptureForm sheet={sheet} {...props} />;
  return error === null ? null : (
    <div className="sheet-body">
      <p className="notice" role="alert">
        {sentenceFor(error)}
      </p>
    </div>
  );
}

function CaptureForm({ sheet, onKept }: { sheet: MomentSheet; onKept: () => void }) {
  const begun = useMomentDraft("sheet", sheet, () => emptyAt(sheet.now), onKept);
  const text = useRef<HTMLTextAreaElement>(null);
  const keep = async (): Promise<void> => {
    if ((await begun.keep()) === messages.noText) text.current?.focus();
  };
  return (
    <>
      <div className="sheet-body moment-body">
        <MomentFields
          words={begun.words}
          onChange={begun.change}
          onWrongTime={begun.noteWrongTime}
          onKeep={() => void keep()}
          timeZone={sheet.timeZone}
          today={localDateAt(new Date(sheet.now), sheet.timeZone)}
          crises={sheet.crises}
          problem={begun.problem}
          focus={begun.words.text === "" ? "kind" : "text"}
          textRef={text}
        />
        {begun.failure === null ? (
          <UnsavedNotice />
        ) : (
          <p className="notice" role="alert">
            {begun.failure}
          </p>
        )}
      </div>
      <div className="sheet-foot">
        <p className="status">
          {messages.keptAsDraft} <KeyHint keys="escape" />
        </p>
        <p className="actions">
          <Button
            look="primary"
            keys="enter"
            aria-busy={begun.isKeeping}
            onClick={() => void keep()}
          >
            <BusyVerb isBusy={begun.isKeeping} rest={messages.keep} busy={messages.keeping} />
          </Button>
        </p>
      </div>
    </>
  );
}
