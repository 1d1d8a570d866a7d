import { Link } from "react-router";

/** In the place of what an address should lead to, and is not there: a sentence, and a way on. */
export function NotHere(props: { sentence: string; way: string; to: string }) {
  return (
    <>
      <p className="notice" role="alert">
        {props.sentence}
      </p>
      <p className="actions">
        <Link className="link" to={props.to}>
          {props.way}
        </Link>
      </p>
    </>
  );
}

/** The same as a page of its own, without the places. */
export function NotHerePage(props: { sentence: string; way: string; to: string }) {
  return (
    <main className="lockpage">
      <div className="lockin">
        <NotHere {...props} />
      </div>
    </main>
  );
}
