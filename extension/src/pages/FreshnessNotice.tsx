import { Hourglass, LockKeyholeOpen } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { useClock } from '../ui/clock.tsx';
import { day } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { strings } from './strings.ts';
import styles from './RunnerUnreachable.module.css';

const words = strings.shell;

type FreshnessNoticeProps = { by: number; schedules: number; onUnlock: () => void };

/** This device has been locked so long that schedules will stop; said from two thirds of the limit. */
export function FreshnessNotice({ by, schedules, onUnlock }: FreshnessNoticeProps) {
  const { zone } = useClock();
  return (
    <div className={styles['around']}>
      <Notice
        tone="warn"
        icon={Hourglass}
        title={words.fresh(day(by, zone, 'long'), schedules)}
        action={
          <Button size="small" icon={LockKeyholeOpen} onClick={onUnlock}>
            {words.unlock}
          </Button>
        }
      >
        {words.freshMore}
      </Notice>
    </div>
  );
}
