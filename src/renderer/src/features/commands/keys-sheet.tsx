import { Fragment } from "react";
import { BUBBLE_KEYS } from "../../editor/editor-bubble.tsx";
import { placesOf } from "../../places.ts";
import { KeyHint } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { EARLIER_KEYS, QUOTE_KEYS } from "../answers/use-earlier.ts";
import { CRISIS_KEYS } from "../crises/crisis-sheet.tsx";
import { EXPORT_KEYS } from "../exports/export-sheet.tsx";
import { LOCK_KEYS } from "../lock/use-idle-lock.ts";
import { MOMENT_KEYS } from "../moments/capture.tsx";
import { messages } from "./messages.ts";

/** Opens the sheet of all keys. */
export const SHEET_KEYS = "?";
/** Opens the places and commands. */
export const PALETTE_KEYS = "mod+k";

/** What is done, and the keys that do it. */
type Line = [name: string, keys: readonly string[]];

const { key } = messages;

const COLUMNS: readonly (readonly { title: string; lines: readonly Line[] }[])[] = [
  [
    {
      title: messages.anywhere,
      lines: [
        [key.places, placesOf(true).map((place) => place.keys)],
        [key.commands, [PALETTE_KEYS]],
        [key.moment, [MOMENT_KEYS]],
        [key.crisis, [CRISIS_KEYS]],
        [key.settings, ["mod+,"]],
        [key.lock, [LOCK_KEYS]],
        [key.history, ["mod+[", "mod+]"]],
        [key.size, ["mod+plus", "mod+minus", "mod+0"]],
        [key.out, ["escape"]],
      ],
    },
    {
      title: messages.text,
      lines: [
        [key.bold, ["mod+b", "mod+i"]],
        [key.format, [BUBBLE_KEYS]],
        [key.insert, ["/"]],
        [key.mention, ["@"]],
        [key.tick, ["mod+shift+enter"]],
        [key.undo, ["mod+z", "mod+shift+z"]],
      ],
    },
  ],
  [
    {
      title: messages.week,
      lines: [
        [key.begin, ["mod+r"]],
        [key.next, ["mod+enter"]],
        [key.previous, ["mod+["]],
        [key.answerIt, ["1", "5"]],
        [key.carryOver, ["c"]],
        [key.remember, ["n"]],
        [key.quoteMoment, ["alt+1", "alt+9"]],
        [key.earlier, [EARLIER_KEYS]],
        [key.quoteEarlier, [QUOTE_KEYS]],
      ],
    },
    {
      title: messages.list,
      lines: [
        [key.move, ["j", "k"]],
        [key.create, ["n"]],
        [key.edit, ["e"]],
        [key.quote, ["q"]],
        [key.star, ["s"]],
        [key.answer, ["a"]],
        [key.delete, ["delete"]],
        [key.filter, ["f"]],
        [key.wish, ["f", "p", "w", "h"]],
        [key.export, [EXPORT_KEYS]],
      ],
    },
    {
      title: messages.person,
      lines: [
        [key.handOver, ["h", "t"]],
        [key.agree, ["g"]],
      ],
    },
  ],
];

/** Every key there is, on one sheet. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={messages.keysTitle} size="wide" onClose={onClose}>
      {/* It is scrolled by keyboard, and nothing else in it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="sheet-body keys" aria-label={messages.allKeys} tabIndex={0}>
        {COLUMNS.map((groups) => (
          <div key={groups[0]?.title}>
            {groups.map(({ title, lines }) => (
              <Fragment key={title}>
                <h3>{title}</h3>
                <dl>
                  {lines.map(([name, keys]) => (
                    <Fragment key={name}>
                      <dt>{name}</dt>
                      <dd>
                        {keys.map((one, index) => (
                          <Fragment key={one}>
                            {index === 0 ? null : " "}
                            <KeyHint keys={one} isRead />
                          </Fragment>
                        ))}
                      </dd>
                    </Fragment>
                  ))}
                </dl>
              </Fragment>
            ))}
          </div>
        ))}
      </section>
      <div className="sheet-foot">
        <p className="status">{messages.onlyOutsideText}</p>
        <p className="status">
          {messages.shownBy} <KeyHint keys={SHEET_KEYS} isRead />
        </p>
      </div>
    </Sheet>
  );
}
