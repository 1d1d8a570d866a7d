import { Link } from "react-router";
import { ADDRESSES } from "../../addresses.ts";
import { BackupsList } from "./backups-list.tsx";
import { messages } from "./messages.ts";

/** All backups of the journal, inside the frame. */
export function BackupsPage() {
  return (
    <div className="page noaside">
      <header className="row">
        <p className="m">
          <Link className="link" to={ADDRESSES.settings}>
            {messages.settings}
          </Link>
        </p>
        <div className="t">
          <h1>{messages.title}</h1>
          <p className="lead">{messages.lead}</p>
        </div>
      </header>
      <BackupsList isDamaged={false} />
    </div>
  );
}
