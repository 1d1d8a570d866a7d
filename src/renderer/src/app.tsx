import { useQuery } from "@tanstack/react-query";
import {
  createBrowserRouter,
  Link,
  Navigate,
  Outlet,
  useLocation,
  useNavigate,
} from "react-router";
import { RouterProvider } from "react-router/dom";
import { addressOfWeek, ADDRESSES } from "./addresses.ts";
import { useConnection } from "./api/client.ts";
import { sentenceFor } from "./api/errors.ts";
import { FirstRun } from "./features/first-run/first-run.tsx";
import { Timeline } from "./features/timeline/timeline.tsx";
import { Today } from "./features/today/today.tsx";
import { Ritual } from "./features/weekly/ritual.tsx";
import { messages } from "./messages.ts";
import { KeyHint } from "./ui/button.tsx";
import { nameShortcut, useShortcuts } from "./ui/shortcuts.ts";

const PLACES = [
  { name: messages.today, address: ADDRESSES.today, keys: "mod+1" },
  { name: messages.thisWeek, address: "/week", keys: "mod+2" },
  { name: messages.timeline, address: ADDRESSES.timeline, keys: "mod+3" },
] as const;

const router = createBrowserRouter([
  {
    element: <JournalGate />,
    children: [
      {
        element: <Frame />,
        children: [
          {
            path: ADDRESSES.today,
            element: (
              <main className="main">
                <Today />
              </main>
            ),
          },
          { path: ADDRESSES.timeline, element: <Timeline /> },
          { path: ADDRESSES.entry, element: <Timeline /> },
        ],
      },
      { path: "/week", element: <CurrentWeek /> },
      { path: ADDRESSES.week, element: <Ritual /> },
      { path: ADDRESSES.step, element: <Ritual /> },
      { path: "*", element: <Navigate replace to={ADDRESSES.today} /> },
    ],
  },
]);

/** Everything on the screen. */
export function App() {
  return <RouterProvider router={router} />;
}

/** Lets nobody past where there is no journal. */
function JournalGate() {
  const { queries } = useConnection();
  const { data, error } = useQuery(queries.journal.state.queryOptions());
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
  if (data === undefined) return null;
  return data.state === "none" ? <FirstRun /> : <Outlet />;
}

/** The sidebar and the place beside it. */
function Frame() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const go = (address: string) => () => void navigate(address);
  useShortcuts({
    ...Object.fromEntries(PLACES.map(({ keys, address }) => [keys, go(address)])),
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
          {PLACES.map(({ name, address, keys }) => (
            <Link
              key={address}
              to={address}
              aria-current={isAt(pathname, address) ? "page" : undefined}
              aria-keyshortcuts={nameShortcut(keys)}
            >
              {name}
              <KeyHint keys={keys} />
            </Link>
          ))}
        </div>
        <p className="protection">{messages.notProtected}</p>
      </nav>
      <Outlet />
    </div>
  );
}

function isAt(pathname: string, address: string): boolean {
  return address === "/" ? pathname === "/" : pathname.startsWith(address);
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
