import { Button } from '../ui/Button.tsx';
import { useClock } from '../ui/clock.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { count, whenInside } from '../ui/format.ts';
import { strings } from './strings.ts';
import type { Lost, LostAct } from '../cloud/lost-acts.ts';

const words = strings.restored;

/** A restore, to be looked at. `since` is when the organization last changed in what the runner has, ms. */
export type RestoredView = {
  readonly since: number;
  readonly lost: Lost;
  readonly mayOpen: boolean;
  readonly opening: boolean;
  /** Why it was not opened. */
  readonly refused?: string;
};

type RestoredProps = { view: RestoredView; onOpen: () => void; onClose: () => void };

/** What a restored runner has no more, and the question whether it may run again. */
export function Restored({ view, onOpen, onClose }: RestoredProps) {
  const clock = useClock();
  const { since, lost, mayOpen, opening, refused } = view;
  const again = lost.acts.filter(({ revoked }) => revoked);
  const others = lost.acts.filter((act) => !act.revoked && !isBeside(act, lost.acts));
  const said = (acts: readonly LostAct[], say: Readonly<Record<LostAct['thing'], string>>) =>
    acts.map(({ thing, at }) => `${say[thing]}, ${whenInside(at, clock)}.`);
  const missing = [
    ...said(others, words.things),
    ...(lost.runStatements > 0 ? [words.runs(count(lost.runStatements, 'entry', 'entries'))] : []),
  ];
  return (
    <Dialog
      title={strings.restored.title}
      onClose={onClose}
      note={mayOpen ? undefined : words.onlyAdmin}
      actions={
        <>
          <Button onClick={onClose}>{strings.acts.close}</Button>
          {mayOpen && (
            <Button kind="primary" disabled={opening} onClick={onOpen}>
              {opening ? words.opening : words.open}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p>{words.since(whenInside(since, clock))}</p>
        <Lines title={words.againTitle} lines={said(again, words.revoked)} />
        <Lines title={words.lostTitle} lines={missing} />
        {again.length + missing.length === 0 && <p>{words.nothing}</p>}
        <p className="dim">{words.void}</p>
        <p className="strong">{words.warning}</p>
        {refused && <p role="alert">{refused}</p>}
      </div>
    </Dialog>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line, index) => (
          // A line is nothing but its words and its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** A permission that was confirmed with its automation is told with it. */
function isBeside(act: LostAct, all: readonly LostAct[]): boolean {
  return (
    act.thing === 'permission' &&
    all.some(({ thing, at, revoked }) => thing === 'automation' && !revoked && at === act.at)
  );
}
