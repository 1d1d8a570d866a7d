import type { Moment } from "../../../../shared/contract/moments.ts";
import { givenName } from "../../../../shared/journal/person-words.ts";
import { MomentMark } from "./moment-mark.tsx";
import { shortDay } from "./moment-words.tsx";

/** Moments in the margin beside a question, only to be read. */
export function AsideMoments({ moments }: { moments: readonly Moment[] }) {
  return (
    <ul className="aside-moments">
      {moments.map((moment) => (
        <li key={moment.id}>
          <MomentMark kind={moment.kind} isNamed />
          <div>
            <p className="who">
              <span>
                {moment.person === null ? null : (
                  <>
                    <b>{givenName(moment.person.name)}</b>,{" "}
                  </>
                )}
                {shortDay(moment)}
              </span>
            </p>
            <p className="what">{moment.text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
