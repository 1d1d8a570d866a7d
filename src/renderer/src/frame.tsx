import { Link, Outlet, useLocation, useNavigate, useOutletContext } from "react-router";
import type { JournalState } from "../../shared/contract/journal.ts";
import { ADDRESSES } from "./addresses.ts";
import { useOverlay } from "./features/commands/command-layer.tsx";
import { PALETTE_KEYS } from "./features/commands/keys-sheet.tsx";
import { RescueBanner } from "./features/damage/rescue-banner.tsx";
import { LOCK_KEYS } from "./features/lock/use-idle-lock.ts";
import { MOMENT_KEYS } from "./features/moments/capture.tsx";
import { messages } from "./messages.ts";
import { type AppPlace, placesOf, SETTINGS } from "./places.ts";
import { KeyHint } from "./ui/button.tsx";
import { nameShortcut, useShortcuts } from "./ui/shortcuts.ts";

/** What the gate hands to the places behind it. */
export interface Gate {
  journal: Extract<JournalState, { state: "open" }>;
  lock: () => void;
}

/** The sidebar and the place beside it. */
export function Frame() {
  const { journal, lock } = useOutletContext<Gate>();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const go = (address: string) => () => void navigate(address);
  const openOverlay = useOverlay();
  const places = placesOf(journal.readOnly === null);
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
          <button
            type="button"
            aria-keyshortcuts={nameShortcut(PALETTE_KEYS)}
            onClick={() => openOverlay("palette")}
          >
            {messages.commands}
            <KeyHint keys={PALETTE_KEYS} />
          </button>
          {journal.readOnly === null ? (
            <button
              type="button"
              aria-keyshortcuts={nameShortcut(MOMENT_KEYS)}
              onClick={() => openOverlay("moment")}
            >
              {messages.newMoment}
              <KeyHint keys={MOMENT_KEYS} />
            </button>
          ) : null}
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

function PlaceLink(props: { place: AppPlace; pathname: string }) {
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
