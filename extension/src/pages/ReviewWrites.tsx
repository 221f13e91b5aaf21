import { Eye, Pencil } from 'lucide-react';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Check } from '../ui/Check.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classNames } from '../ui/class-names.ts';
import type { ReviewPart } from './review-part.ts';
import styles from './Review.module.css';
import type { SeenWrite } from './review-view.ts';
import { strings } from './strings.ts';

const words = strings.review;

/** Where it may change things, each with the step that did it, and how many changes a run. */
export function ReviewWrites({ view, choices, onChange }: ReviewPart) {
  const allowed = view.writes.filter(({ id }) => id in choices.writes).length;
  if (view.writes.length === 0) {
    return (
      <Card title={words.writes} icon={Eye} padded>
        <p className="strong">{words.noWrites}</p>
        <p className="small faint">{words.noWritesMore}</p>
      </Card>
    );
  }
  return (
    <Card
      title={words.writes}
      icon={Pencil}
      tone="warn"
      aside={words.writesAllowed(allowed, view.writes.length)}
    >
      <CardList>
        {view.writes.map((write) => (
          <WriteRow
            key={write.id}
            write={write}
            most={choices.writes[write.id]}
            onMost={(most) => onChange({ writes: withMost(choices.writes, write.id, most) })}
          />
        ))}
      </CardList>
    </Card>
  );
}

type WriteRowProps = {
  write: SeenWrite;
  most: number | undefined;
  onMost: (most: number | undefined) => void;
};

function WriteRow({ write, most, onMost }: WriteRowProps) {
  const allowed = most !== undefined;
  return (
    <CardRow>
      <Check checked={allowed} onChange={(checked) => onMost(checked ? 1 : undefined)}>
        <span className="grow">
          <span className={classNames('block cut', allowed && 'strong')}>{write.host}</span>
          <span className="block small faint">{does(write)}</span>
        </span>
      </Check>
      {allowed && !write.reading && !write.neededToSignIn && (
        <label className={classNames(styles['most'], 'small faint')}>
          {words.most}
          <input
            type="number"
            min={1}
            max={999}
            aria-label={words.mostHeard(write.host)}
            value={most}
            onChange={(event) => onMost(Math.max(1, Math.trunc(event.target.valueAsNumber) || 1))}
          />
          {words.aRun}
        </label>
      )}
      {allowed && !write.reading ? (
        <Chip kind="change" icon={Pencil}>
          {write.neededToSignIn ? words.chipForm : words.chipSends}
        </Chip>
      ) : (
        <Chip>{allowed ? words.chipReads : words.chipReadOnly}</Chip>
      )}
    </CardRow>
  );
}

function does({ step, what, neededToSignIn, reading }: SeenWrite): string {
  if (neededToSignIn) return words.signInForm(step);
  return reading ? words.readsOnly(step, what) : words.sends(step, what);
}

function withMost(
  writes: Readonly<Record<string, number>>,
  id: string,
  most: number | undefined,
): Readonly<Record<string, number>> {
  const { [id]: _before, ...others } = writes;
  return most === undefined ? others : { ...others, [id]: most };
}
