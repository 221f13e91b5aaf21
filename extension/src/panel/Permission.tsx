import { Ban, CloudOff, Info, LockKeyhole, MousePointerClick, Route, Undo2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Button, RecordingDot } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SiteTile } from '../ui/SiteTile.tsx';
import { useTitle } from '../ui/use-title.ts';
import styles from './panel.module.css';
import { PanelFrame } from './PanelFrame.tsx';
import { strings } from './strings.ts';

/** `refused`: the person said no to Chrome. `blocked`: a policy forbids it. */
export type PermissionState = 'asking' | 'refused' | 'blocked';

type PermissionProps = {
  host: string;
  state: PermissionState;
  /** Must call `permissions.request` in this very click. */
  onAllow: () => void;
  onNotNow: () => void;
};

const words = strings.permission;

const promises: readonly { icon: LucideIcon; text: string }[] = [
  { icon: MousePointerClick, text: words.sees },
  { icon: LockKeyhole, text: words.secrets },
  { icon: CloudOff, text: words.stays },
  { icon: Undo2, text: words.takeBack },
];

/** Says what Chrome will ask, before it asks. */
export function Permission({ host, state, onAllow, onNotNow }: PermissionProps) {
  useTitle(words.title, host);
  return (
    <PanelFrame
      header={
        <div className="row">
          <Mark />
          <h1>{words.title}</h1>
        </div>
      }
      bar={<PermissionBar {...{ state, onAllow, onNotNow }} />}
    >
      <div className={styles['permission']}>
        <div className={styles['site']}>
          <SiteTile host={host} size={36} />
          <div className="grow">
            <div className={classNames(styles['host'], 'strong cut')}>{host}</div>
            <div className="small faint">{words.until}</div>
          </div>
        </div>
        <p>
          {words.lead}
          <span className="strong">{words.leadStrong(host)}</span>
          {words.leadEnd}
        </p>
        <ul className={classNames(styles['promises'], 'dim')}>
          {promises.map(({ icon, text }) => (
            <li key={text} className="row top">
              <Icon of={icon} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
        <Notice icon={Route}>{words.elsewhere}</Notice>
        {state === 'refused' && (
          <Notice tone="warn" icon={Info} title={words.refused} alert>
            {words.refusedMore}
          </Notice>
        )}
        {state === 'blocked' && (
          <Notice tone="bad" icon={Ban} title={words.blocked} alert>
            {words.blockedMore}
          </Notice>
        )}
      </div>
    </PanelFrame>
  );
}

function PermissionBar({ state, onAllow, onNotNow }: Omit<PermissionProps, 'host'>) {
  if (state === 'blocked') {
    return (
      <Button kind="primary" size="large" onClick={onNotNow}>
        {words.close}
      </Button>
    );
  }
  return (
    <>
      <Button size="large" onClick={onNotNow}>
        {words.notNow}
      </Button>
      <Button kind="primary" size="large" onClick={onAllow}>
        <RecordingDot />
        {state === 'refused' ? words.askAgain : words.allow}
      </Button>
    </>
  );
}
