import { createContext, type ReactNode, useContext, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { ADDRESSES } from "../../addresses.ts";
import { placesOf, SETTINGS } from "../../places.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { CRISIS_KEYS, type CrisisForm, OpenCrisisSheet } from "../crises/crisis-sheet.tsx";
import { EXPORT_KEYS, ExportSheet } from "../exports/export-sheet.tsx";
import { LOCK_KEYS } from "../lock/use-idle-lock.ts";
import { MOMENT_KEYS, MomentSheetOver } from "../moments/capture.tsx";
import { KeysSheet, PALETTE_KEYS, SHEET_KEYS } from "./keys-sheet.tsx";
import { messages } from "./messages.ts";
import { type Command, type CommandGroup, Palette } from "./palette.tsx";

type Overlay = "palette" | "keys" | "export" | "moment" | "crisis";

const OverlayContext = createContext<(overlay: Overlay) => void>(() => undefined);

/** Opens one of the sheets that lie over every place. */
export function useOverlay(): (overlay: Overlay) => void {
  return useContext(OverlayContext);
}

/** What can be done from anywhere in an open journal: by key, or from the palette. */
export function CommandLayer(props: {
  isProtected: boolean;
  canWrite: boolean;
  lock: () => void;
  children: ReactNode;
}) {
  const { isProtected, canWrite, lock } = props;
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const unfinishedCrisis = useRef<CrisisForm | null>(null);
  const close = (): void => setOverlay(null);
  const newMoment = (): void => setOverlay("moment");
  const openPalette = (): void => setOverlay("palette");
  useShortcuts({
    [PALETTE_KEYS]: openPalette,
    "/": openPalette,
    [SHEET_KEYS]: () => setOverlay("keys"),
    [EXPORT_KEYS]: () => setOverlay("export"),
    // Where the sheet is the page, it is open already.
    [MOMENT_KEYS]: canWrite && pathname !== ADDRESSES.moment ? newMoment : undefined,
    [CRISIS_KEYS]: canWrite ? () => setOverlay("crisis") : undefined,
  });

  const goTo = (name: string, address: string, keys?: string): Command => ({
    id: address,
    name,
    act: () => void navigate(address),
    ...(keys === undefined ? {} : { keys }),
  });
  const groups: CommandGroup[] = [
    {
      title: messages.goTo,
      commands: [
        ...[...placesOf(canWrite), SETTINGS].map(({ name, address, keys }) =>
          goTo(name, address, keys),
        ),
        goTo(messages.backups, ADDRESSES.backups),
      ],
    },
    {
      title: messages.act,
      commands: [
        ...(canWrite
          ? [
              goTo(messages.newEntry, ADDRESSES.newEntry),
              { id: "moment", name: messages.newMoment, keys: MOMENT_KEYS, act: newMoment },
              {
                id: "crisis",
                name: messages.crisis,
                keys: CRISIS_KEYS,
                act: () => setOverlay("crisis"),
              },
              goTo(messages.newPerson, ADDRESSES.newPerson),
            ]
          : []),
        {
          id: "export",
          name: messages.export,
          keys: EXPORT_KEYS,
          act: () => setOverlay("export"),
        },
        { id: "keys", name: messages.keys, keys: SHEET_KEYS, act: () => setOverlay("keys") },
        ...(isProtected
          ? [{ id: "lock", name: messages.lock, keys: LOCK_KEYS, act: lock }]
          : canWrite
            ? [goTo(messages.protect, ADDRESSES.protect)]
            : []),
      ],
    },
  ];
  return (
    <OverlayContext value={setOverlay}>
      {props.children}
      {overlay === "palette" ? <Palette groups={groups} onClose={close} /> : null}
      {overlay === "keys" ? <KeysSheet onClose={close} /> : null}
      {overlay === "moment" ? <MomentSheetOver onClose={close} /> : null}
      {overlay === "crisis" ? (
        <OpenCrisisSheet unfinished={unfinishedCrisis} onClose={close} />
      ) : null}
      {overlay === "export" ? <ExportSheet onClose={close} /> : null}
    </OverlayContext>
  );
}
