import { useEffect, useState } from 'react';
import { Card } from '../ui/Card.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './ListTools.module.css';
import { strings } from './strings.ts';

const wordsAfterMs = 400;
const rowsForMs = 2000;
const rows = ['1', '2', '3', '4', '5', '6', '7', '8'];

/** Eight grey rows, for at most two seconds; after 0.4 s the words for what is waited for. */
export function Loading({ what }: { what: string }) {
  const [waited, setWaited] = useState<'little' | 'some' | 'long'>('little');
  useEffect(() => {
    const some = setTimeout(() => setWaited('some'), wordsAfterMs);
    const long = setTimeout(() => setWaited('long'), rowsForMs);
    return () => {
      clearTimeout(some);
      clearTimeout(long);
    };
  }, []);
  return (
    <div>
      {waited !== 'little' && (
        <output className={classNames(styles['notice'], 'block dim')}>
          {strings.shell.loading(what)}
        </output>
      )}
      {waited !== 'long' && (
        <Card>
          <ul aria-hidden="true">
            {rows.map((row) => (
              <li key={row} className={styles['greyRow']} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
