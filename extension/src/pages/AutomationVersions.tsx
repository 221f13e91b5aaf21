import { Check, History } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useClock } from '../ui/clock.tsx';
import { whenInside } from '../ui/format.ts';
import { plain } from '../ui/sentence.ts';
import { SentenceText } from '../ui/SentenceText.tsx';
import styles from './Automation.module.css';
import type { AutomationVersion } from './automation-view.ts';
import { strings } from './strings.ts';

const words = strings.automation;

type AutomationVersionsProps = {
  versions: readonly AutomationVersion[];
  onRestore: (versionId: string) => void;
};

/** The versions that were saved, the latest first, each with what it changed. */
export function AutomationVersions({ versions, onRestore }: AutomationVersionsProps) {
  if (versions.length === 0) return undefined;
  return (
    <Card title={words.versions} icon={History}>
      <CardList>
        {versions.map((version) => (
          <CardRow key={version.id}>
            <Version version={version} onRestore={() => onRestore(version.id)} />
          </CardRow>
        ))}
      </CardList>
    </Card>
  );
}

type VersionProps = { version: AutomationVersion; onRestore: () => void };

function Version({ version: { version, at, by, running, difference }, onRestore }: VersionProps) {
  const clock = useClock();
  return (
    <div className={styles['version']}>
      <div className="row">
        <span className="grow">
          <span className="strong">{words.version(version)}</span>{' '}
          <span className="small faint">{words.versionBy(by, whenInside(at, clock))}</span>
        </span>
        {running ? (
          <Chip icon={Check}>{words.running}</Chip>
        ) : (
          <Button size="small" aria-label={words.restoreNamed(version)} onClick={onRestore}>
            {words.restore}
          </Button>
        )}
      </div>
      {difference.length === 0 ? (
        <p className="small dim">{words.first}</p>
      ) : (
        <ul>
          {difference.map((line) => (
            <li key={plain(line)} className="small dim">
              <SentenceText of={line} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
