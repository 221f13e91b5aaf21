import { CircleDot, Server, ShieldCheck, Signature } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { Mark } from '../ui/Mark.tsx';
import { useTitle } from '../ui/use-title.ts';
import empty from './Empty.module.css';
import { strings } from './strings.ts';
import styles from './Welcome.module.css';

const words = strings.settings.welcome;

const steps: readonly { icon: LucideIcon; title: string; more: string }[] = [
  { icon: Server, title: words.own, more: words.ownMore },
  { icon: CircleDot, title: words.first, more: words.firstMore },
  { icon: Signature, title: words.limits, more: words.limitsMore },
];

/** The first page after installing: one button. */
export function Welcome({ onConnect }: { onConnect: () => void }) {
  useTitle(words.title);
  return (
    <LiveRegion>
      <main className={styles['welcome']}>
        <Card className={empty['empty']}>
          <Mark size={56} />
          <h1 className={empty['title']}>{words.heading}</h1>
          <p className="dim">{words.more}</p>
          <div className={empty['buttons']}>
            <Button kind="primary" size="large" onClick={onConnect}>
              {words.connect}
            </Button>
          </div>
          <p className={classNames(styles['note'], 'row small faint')}>
            <Icon of={ShieldCheck} size={14} />
            {words.noSite}
          </p>
        </Card>
        <ul className={empty['three']}>
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
      </main>
    </LiveRegion>
  );
}
