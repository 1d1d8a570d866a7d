import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import {
  createBrowserRouter,
  Link,
  Navigate,
  Outlet,
  useLocation,
  useNavigate,
  useOutletContext,
} from "react-router";
import { RouterProvider } from "react-router/dom";
import type { JournalState } from "../../shared/contract/journal.ts";
import { addressOfWeek, ADDRESSES } from "./addresses.ts";
import { useConnection } from "./api/client.ts";
import { sentenceFor } from "./api/errors.ts";
import { BackupsPage } from "./features/backups/backups-page.tsx";
import { DamageScreen } from "./features/damage/damage-screen.tsx";
import { RescueBanner } from "./features/damage/rescue-banner.tsx";
import { ElsewhereScreen } from "./features/elsewhere/elsewhere-screen.tsx";
import { FirstRun } from "./features/first-run/first-run.tsx";
import { LockScreen } from "./features/lock/lock-screen.tsx";
import { useUnseenReturn } from "./features/lock/use-unseen-return.ts";
import { LOCK_KEYS, useIdleLock } from "./features/lock/use-idle-lock.ts";
import { MissingScreen } from "./features/missing/missing-screen.tsx";
import { ChangePassphrase } from "./features/protect/change-passphrase.tsx";
import { Protect, RenewCode } from "./features/protect/protect.tsx";
import { RemovePassphrase } from "./features/protect/remove-passphrase.tsx";
import { SettingsPage } from "./features/settings/settings-page.tsx";
import { Timeline } from "./features/timeline/timeline.tsx";
import { Today } from "./features/today/today.tsx";
import { Ritual } from "./features/weekly/ritual.tsx";
import { messages } from "./messages.ts";
import { noteJournalShown } from "./saving/forget-journal.ts";
import { KeyHint } from "./ui/button.tsx";
import { nameShortcut, useShortcuts } from "./ui/shortcuts.ts";

type OpenJournal = Extract<JournalState, { state: "open" }>;

/** What the gate hands to the places behind it. */
interface Gate {
  journal: OpenJournal;
  lock: () => void;
}

const THIS_WEEK = { name: messages.thisWeek, address: ADDRESSES.thisWeek, keys: "mod+2" } as const;

const PLACES = [
  { name: messages.today, address: ADDRESSES.today, keys: "mod+1" },
  THIS_WEEK,
  { name: messages.timeline, address: ADDRESSES.timeline, keys: "mod+3" },
] as const;

/** The week is there to be written, and has no place where nothing can be. */
const PLACES_TO_READ = PLACES.filter((place) => place !== THIS_WEEK);

const SETTINGS = { name: messages.settings, address: ADDRESSES.settings, keys: "mod+," } as const;

const router = createBrowserRouter([
  {
    element: <JournalGate />,
    children: [
      {
        element: <Frame />,
        children: [
          { path: ADDRESSES.today, element: <Place view={<Today />} /> },
          { path: ADDRESSES.timeline, element: <Timeline /> },
          { path: ADDRESSES.entry, element: <Timeline /> },
          { path: ADDRESSES.settings, element: <Place view={<SettingsPage />} /> },
          { path: ADDRESSES.backups, element: <Place view={<BackupsPage />} /> },
        ],
      },
      {
        element: <ToBeWritten />,
        children: [
          { path: ADDRESSES.thisWeek, element: <CurrentWeek /> },
          { path: ADDRESSES.week, element: <Ritual /> },
          { path: ADDRESSES.step, element: <Ritual /> },
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
          <Outlet context={{ journal: data, lock } satisfies Gate} />
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

/** The sidebar and the place beside it. */
function Frame() {
  const { journal, lock } = useOutletContext<Gate>();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const go = (address: string) => () => void navigate(address);
  const places = journal.readOnly === null ? PLACES : PLACES_TO_READ;
  useShortcuts({
    ...Object.fromEntries([...places, SETTINGS].map(({ keys, address }) => [keys, go(address)])),
    "mod+[": () => void navigate(-1),
    "mod+]": () => void navigate(1),
  });
  return (
    <div className="app">
      <nav className="sidebar" aria-label={messages.places}>
        <Link className="wordmark" to={ADDRESSES.today} aria-label={messages.toToday}>
          <svg className="logo" viewBox="0 0 16 18" aria-hidden="true">
            <path className="logo-rule" d="M15 0v18" />
            <circle className="logo-ring" cx="4.8" cy="9.4" r="3.7" />
          </svg>
          <span>Stepback</span>
        </Link>
        <div className="nav">
          {places.map((place) => (
            <PlaceLink key={place.address} place={place} pathname={pathname} />
          ))}
        </div>
        <div className="nav foot">
          <PlaceLink place={SETTINGS} pathname={pathname} />
          {journal.protected ? (
            <button type="button" aria-keyshortcuts={nameShortcut(LOCK_KEYS)} onClick={lock}>
              {messages.lock}
              <KeyHint keys={LOCK_KEYS} />
            </button>
          ) : null}
        </div>
        {journal.protected || journal.readOnly !== null ? null : (
          <p className="protection">
            <Link className="link" to={ADDRESSES.protect}>
              {messages.notProtected}
            </Link>
          </p>
        )}
      </nav>
      {journal.readOnly === null ? null : <RescueBanner kind={journal.readOnly} />}
      <Outlet />
    </div>
  );
}

function PlaceLink(props: {
  place: { name: string; address: string; keys: string };
  pathname: string;
}) {
  const { name, address, keys } = props.place;
  return (
    <Link
      to={address}
      aria-current={isAt(props.pathname, address) ? "page" : undefined}
      aria-keyshortcuts={nameShortcut(keys)}
    >
      {name}
      <KeyHint keys={keys} />
    </Link>
  );
}

function isAt(pathname: string, address: string): boolean {
  return address === "/" ? pathname === "/" : pathname.startsWith(address);
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
