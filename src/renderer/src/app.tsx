import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
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
import { BACKUPS_ADDRESS } from "./features/backups/backups-address.ts";
import { BackupsPage } from "./features/backups/backups-page.tsx";
import { DamageScreen } from "./features/damage/damage-screen.tsx";
import { RescueBanner } from "./features/damage/rescue-banner.tsx";
import { ElsewhereScreen } from "./features/elsewhere/elsewhere-screen.tsx";
import { FirstRun } from "./features/first-run/first-run.tsx";
import { noteJournalShown } from "./features/lock/forget-journal.ts";
import { LockScreen } from "./features/lock/lock-screen.tsx";
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
import { KeyHint } from "./ui/button.tsx";
import { nameShortcut, useShortcuts } from "./ui/shortcuts.ts";

type OpenJournal = Extract<JournalState, { state: "open" }>;

/** What the gate hands to the places behind it. */
interface Gate {
  journal: OpenJournal;
  lock: () => void;
}

const PLACES = [
  { name: messages.today, address: ADDRESSES.today, keys: "mod+1" },
  { name: messages.thisWeek, address: "/week", keys: "mod+2" },
  { name: messages.timeline, address: ADDRESSES.timeline, keys: "mod+3" },
] as const;

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
          { path: BACKUPS_ADDRESS, element: <Place view={<BackupsPage />} /> },
        ],
      },
      { path: "/week", element: <CurrentWeek /> },
      { path: ADDRESSES.week, element: <Ritual /> },
      { path: ADDRESSES.step, element: <Ritual /> },
      { path: ADDRESSES.protect, element: <Protect /> },
      { path: ADDRESSES.changePassphrase, element: <ChangePassphrase /> },
      { path: ADDRESSES.newCode, element: <RenewCode /> },
      { path: ADDRESSES.removePassphrase, element: <RemovePassphrase /> },
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
  useEffect(() => {
    if (isOpen) noteJournalShown();
  }, [isOpen]);
  // A host that is away for a moment takes nothing off the screen.
  if (data === undefined && error !== null) {
    return (
      <main className="lockpage">
        <div className="lockin">
          <p className="notice" role="alert">
            {sentenceFor(error)}
          </p>
        </div>
      </main>
    );
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
      return <Outlet context={{ journal: data, lock } satisfies Gate} />;
  }
}

/** The sidebar and the place beside it. */
function Frame() {
  const { journal, lock } = useOutletContext<Gate>();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const go = (address: string) => () => void navigate(address);
  useShortcuts({
    ...Object.fromEntries([...PLACES, SETTINGS].map(({ keys, address }) => [keys, go(address)])),
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
          {PLACES.map((place) => (
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
