import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { createBrowserRouter, Navigate, Outlet, useOutletContext } from "react-router";
import { RouterProvider } from "react-router/dom";
import { addressOfWeek, ADDRESSES } from "./addresses.ts";
import { useConnection } from "./api/client.ts";
import { sentenceFor } from "./api/errors.ts";
import { AnswerPage } from "./features/answers/answer-page.tsx";
import { ChoosePrompt } from "./features/answers/choose-prompt.tsx";
import { BackupsPage } from "./features/backups/backups-page.tsx";
import { CommandLayer } from "./features/commands/command-layer.tsx";
import { CrisisPage } from "./features/crises/crisis-page.tsx";
import { DamageScreen } from "./features/damage/damage-screen.tsx";
import { ElsewhereScreen } from "./features/elsewhere/elsewhere-screen.tsx";
import { FirstRun } from "./features/first-run/first-run.tsx";
import { LockScreen } from "./features/lock/lock-screen.tsx";
import { useUnseenReturn } from "./features/lock/use-unseen-return.ts";
import { useIdleLock } from "./features/lock/use-idle-lock.ts";
import { MissingScreen } from "./features/missing/missing-screen.tsx";
import { MomentPage } from "./features/moments/capture.tsx";
import { WeekMomentsPage } from "./features/moments/week-moments.tsx";
import { PeoplePlace } from "./features/people/people-place.tsx";
import { PromptsPage } from "./features/prompts/prompts-page.tsx";
import { ChangePassphrase } from "./features/protect/change-passphrase.tsx";
import { Protect, RenewCode } from "./features/protect/protect.tsx";
import { RemovePassphrase } from "./features/protect/remove-passphrase.tsx";
import { useLook } from "./features/settings/use-look.ts";
import { SettingsPage } from "./features/settings/settings-page.tsx";
import { NewEntry } from "./features/timeline/new-entry.tsx";
import { Timeline } from "./features/timeline/timeline.tsx";
import { Today } from "./features/today/today.tsx";
import { Ritual } from "./features/weekly/ritual.tsx";
import { Frame, type Gate } from "./frame.tsx";
import { noteJournalShown } from "./saving/forget-journal.ts";

const router = createBrowserRouter([
  {
    element: <JournalGate />,
    children: [
      {
        element: <Frame />,
        children: [
          { path: ADDRESSES.today, element: <Place view={<Today />} /> },
          { path: ADDRESSES.timeline, element: <Timeline /> },
          { path: ADDRESSES.newEntry, element: <NewEntry /> },
          { path: ADDRESSES.entry, element: <Timeline /> },
          { path: ADDRESSES.editEntry, element: <Timeline isEditing /> },
          { path: ADDRESSES.people, element: <PeoplePlace /> },
          { path: ADDRESSES.newPerson, element: <PeoplePlace isAdding /> },
          { path: ADDRESSES.person, element: <PeoplePlace /> },
          { path: ADDRESSES.prompts, element: <Place view={<PromptsPage />} /> },
          { path: ADDRESSES.prompt, element: <Place view={<PromptsPage />} /> },
          { path: ADDRESSES.moments, element: <Place view={<WeekMomentsPage />} /> },
          { path: ADDRESSES.settings, element: <Place view={<SettingsPage />} /> },
          { path: ADDRESSES.backups, element: <Place view={<BackupsPage />} /> },
        ],
      },
      {
        element: <ToBeWritten />,
        children: [
          { path: ADDRESSES.moment, element: <MomentPage /> },
          { path: ADDRESSES.thisWeek, element: <CurrentWeek /> },
          { path: ADDRESSES.week, element: <Ritual /> },
          { path: ADDRESSES.step, element: <Ritual /> },
          { path: ADDRESSES.answer, element: <AnswerPage /> },
          { path: ADDRESSES.answerAbout, element: <ChoosePrompt /> },
          { path: ADDRESSES.answerAboutTo, element: <AnswerPage /> },
          { path: ADDRESSES.crisis, element: <CrisisPage /> },
          {
            element: <WhereProtected key="set" is={false} />,
            children: [{ path: ADDRESSES.protect, element: <Protect /> }],
          },
          {
            element: <WhereProtected key="change" is />,
            children: [
              { path: ADDRESSES.changePassphrase, element: <ChangePassphrase /> },
              { path: ADDRESSES.newCode, element: <RenewCode /> },
              { path: ADDRESSES.removePassphrase, element: <RemovePassphrase /> },
            ],
          },
        ],
      },
      { path: "*", element: <Navigate replace to={ADDRESSES.today} /> },
    ],
  },
]);

/** Everything on the screen. */
export function App() {
  return <RouterProvider router={router} />;
}

/** Lets nobody past unless the journal is open; says in its place how it stands. */
function JournalGate() {
  const { queries } = useConnection();
  const { data, error } = useQuery(queries.journal.state.queryOptions());
  const isOpen = data?.state === "open";
  const { lock, isHidden } = useIdleLock(isOpen && data.protected ? data.lockAfter : null);
  useLook(isOpen, isOpen && data.readOnly === null);
  const silence = useUnseenReturn(isOpen && data.protected);
  useEffect(() => {
    if (isOpen) noteJournalShown();
  }, [isOpen]);
  // A host that is away for a moment takes nothing off the screen.
  if (data === undefined && error !== null) {
    return <Trouble sentence={sentenceFor(error)} />;
  }
  switch (data?.state) {
    case undefined:
      return null;
    case "none":
      return <FirstRun />;
    case "missing":
      return <MissingScreen where={data.where} lastOpened={data.lastOpened} />;
    case "locked":
      return <LockScreen state={data} />;
    case "damaged":
      return <DamageScreen isProtected={data.protected} />;
    case "elsewhere":
      return <ElsewhereScreen window={data.window} />;
    case "open":
      if (isHidden) return <main className="lockpage" />;
      return (
        <>
          <CommandLayer isProtected={data.protected} canWrite={data.readOnly === null} lock={lock}>
            <Outlet context={{ journal: data, lock } satisfies Gate} />
          </CommandLayer>
          {silence === null
            ? null
            : createPortal(<Trouble className="silence" sentence={silence} />, document.body)}
        </>
      );
  }
}

function Trouble({ sentence, className = "" }: { sentence: string; className?: string }) {
  return (
    <main className={`lockpage ${className}`}>
      <div className="lockin">
        <p className="notice" role="alert">
          {sentence}
        </p>
      </div>
    </main>
  );
}

/** What writes is reached only where something can be written. */
function ToBeWritten() {
  const gate = useOutletContext<Gate>();
  if (gate.journal.readOnly !== null) return <Navigate replace to={ADDRESSES.today} />;
  return <Outlet context={gate} />;
}

/** What changes the protection, where there is that to change; settings say how it stands. */
function WhereProtected({ is }: { is: boolean }) {
  const gate = useOutletContext<Gate>();
  // Only on arrival: the last step of either changes it.
  const [fits] = useState(gate.journal.protected === is);
  return fits ? <Outlet context={gate} /> : <Navigate replace to={ADDRESSES.settings} />;
}

function Place({ view }: { view: ReactNode }) {
  return <main className="main">{view}</main>;
}

/** This week, wherever it was left. */
function CurrentWeek() {
  const { queries } = useConnection();
  const { data, isFetchedAfterMount } = useQuery({
    ...queries.weekly.today.queryOptions(),
    refetchOnMount: "always",
  });
  // A window may have stayed open into another week.
  if (data === undefined || !isFetchedAfterMount) return null;
  return <Navigate replace to={addressOfWeek(data.week)} />;
}
