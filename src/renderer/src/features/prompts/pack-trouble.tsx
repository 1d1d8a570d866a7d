import { useState } from "react";
import type { PackProblem } from "../../../../shared/contract/pack-problems.ts";
import { packProblemSentence } from "../../../../shared/contract/pack-sentences.ts";
import type { Theme } from "../../../../shared/contract/prompts.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { messages } from "./messages.ts";
import type { RefusedPack } from "./use-packs.ts";

const { pack: words } = messages;

/** So many lines are shown before and after the one that is wrong. */
const AROUND = 2;

/** In the place of the library: what is wrong with a pack, and what to do. Nothing of it was added. */
export function PackTrouble(props: {
  refused: RefusedPack;
  themes: readonly Theme[];
  onReadAgain: () => void;
  onAddOthers: () => void;
  onChoose: () => void;
  onLeave: () => void;
}) {
  const { file, yaml, trouble } = props.refused;
  const { problems, count, others } = trouble;
  const [chosen, setChosen] = useState(0);
  const [isContents, setContents] = useState(false);
  const index = Math.min(chosen, problems.length - 1);
  const problem = problems[index];
  const go = (by: 1 | -1) => (): void =>
    setChosen(Math.min(Math.max(index + by, 0), problems.length - 1));
  useShortcuts({
    enter: props.onReadAgain,
    escape: props.onLeave,
    ...(count > 1 ? { j: go(1), k: go(-1) } : {}),
  });
  return (
    <div className="page noaside pack-trouble">
      <header className="row">
        <p className="m">{words.kind}</p>
        <div className="t">
          <h1>{words.title}</h1>
          <p className="lead">{words.lead(file.name, count, others)}</p>
        </div>
      </header>
      {problem === undefined ? null : (
        <>
          <section className="row sect">
            <h2 className="m">{words.line(problem.line)}</h2>
            <div className="t" role="status">
              <p className="pack-wrong">{packProblemSentence(problem)}</p>
            </div>
          </section>
          <FileLines yaml={yaml} problem={problem} />
          {count === 1 ? null : (
            <div className="row pack-more">
              <p className="m">{words.ofAll(index, count)}</p>
              <p className="t actions">
                <span className="meta">{words.more(count - 1)}</span>
                <Button keys="j" onClick={go(1)}>
                  {words.next}
                </Button>
                <Button keys="k" onClick={go(-1)}>
                  {words.previous}
                </Button>
              </p>
            </div>
          )}
          <section className="row pack-advice">
            <h2 className="m">{words.whatToDo}</h2>
            <div className="t">
              <p>
                <Advice problem={problem} /> {words.neverChanged}
              </p>
              <p className="actions">
                <Button look="primary" keys="enter" onClick={props.onReadAgain}>
                  {words.readAgain}
                </Button>
                {others === 0 ? null : (
                  <Button onClick={props.onAddOthers}>{words.addOthers(others)}</Button>
                )}
                <Button onClick={props.onChoose}>{words.chooseAnother}</Button>
              </p>
              <p className="help">
                <LinkButton onClick={() => setContents(true)}>{words.contents}</LinkButton>
              </p>
            </div>
          </section>
        </>
      )}
      {isContents ? <Contents themes={props.themes} onClose={() => setContents(false)} /> : null}
    </div>
  );
}

function Advice({ problem }: { problem: PackProblem }) {
  if (problem.kind === "too_large") return words.shorten;
  if (problem.nearest === undefined) return words.mend(problem.line);
  const [before, after] = words.write(problem.line);
  return (
    <>
      {before}
      <b>{problem.nearest}</b>
      {after}
    </>
  );
}

/** The line that is wrong, with those around it as they stand in the file. */
function FileLines({ yaml, problem }: { yaml: string; problem: PackProblem }) {
  if (yaml === "") return null;
  const lines = yaml.split(/\r\n?|\n/u);
  const first = Math.max(problem.line - AROUND, 1);
  return (
    <div className="rows">
      {lines.slice(first - 1, problem.line + AROUND).map((text, at) => {
        const line = first + at;
        const isWrong = line === problem.line;
        return (
          <div key={line} className={isWrong ? "row ln bad" : "row ln"}>
            <p className="m">{line}</p>
            <p className="t filetext">{isWrong ? <Marked text={text} of={problem} /> : text}</p>
          </div>
        );
      })}
    </div>
  );
}

/** The words that are wrong, where they stand. */
function Marked({ text, of }: { text: string; of: PackProblem }) {
  const { found = "" } = of;
  const at = found === "" ? -1 : text.lastIndexOf(found);
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <u>{found}</u>
      {text.slice(at + found.length)}
    </>
  );
}

function Contents({ themes, onClose }: { themes: readonly Theme[]; onClose: () => void }) {
  return (
    <Sheet title={words.contentsTitle} onClose={onClose}>
      {/* It is scrolled by keyboard, and nothing else in it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="sheet-body" aria-label={words.contentsTitle} tabIndex={0}>
        <dl className="facts pack-keys">
          {Object.entries(words.keys).map(([key, meaning]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <h3 className="label">{words.themes}</h3>
        <dl className="facts pack-keys">
          {themes
            .filter(({ origin }) => origin.kind === "built_in")
            .map(({ id, title }) => (
              <div key={id}>
                <dt>{id}</dt>
                <dd>{title}</dd>
              </div>
            ))}
        </dl>
      </section>
    </Sheet>
  );
}
