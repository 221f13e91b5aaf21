import { CalendarClock, CircleDot, Cookie, Download } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Button, RecordingDot } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';
import styles from './Empty.module.css';
import { strings } from './strings.ts';

const words = strings.lists.automations;

const steps: readonly { icon: LucideIcon; title: string; more: string }[] = [
  { icon: CircleDot, title: words.first, more: words.firstMore },
  { icon: Cookie, title: words.second, more: words.secondMore },
  { icon: CalendarClock, title: words.third, more: words.thirdMore },
];

/** No automation yet: what this is for, and how to begin. */
export function AutomationsEmpty(props: { onRecord: () => void; onImport: () => void }) {
  return (
    <>
      <Card className={styles['empty']}>
        <Mark size={56} />
        <h2 className={styles['title']}>{words.emptyTitle}</h2>
        <p className="dim">{words.emptyMore}</p>
        <div className={styles['buttons']}>
          <Button kind="primary" size="large" onClick={props.onRecord}>
            <RecordingDot />
            {words.recordTab}
          </Button>
          <Button size="large" icon={Download} onClick={props.onImport}>
            {words.import}
          </Button>
        </div>
        <p className="small faint">{words.imports}</p>
      </Card>
      <ul className={styles['three']}>
        {steps.map(({ icon, title, more }) => (
          <li key={title}>
            <Card padded>
              <div className="row strong">
                <Icon of={icon} />
                {title}
              </div>
              <p className="small dim">{more}</p>
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}
