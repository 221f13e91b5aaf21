import { Activity, Info, PlugZap, Unplug } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useClock } from '../ui/clock.tsx';
import { whenInside } from '../ui/format.ts';
import { Mood } from '../ui/Status.tsx';
import styles from './Settings.module.css';
import type { SettingsView } from './settings-view.ts';
import { strings } from './strings.ts';

const words = strings.settings;

type SettingsRunnerProps = {
  runner: SettingsView['runner'];
  onTest: () => void;
  onChange: () => void;
};

/** The runner that this device is connected to, its pinned key, and what was last checked of its word. */
export function SettingsRunner({ runner, onTest, onChange }: SettingsRunnerProps) {
  const clock = useClock();
  const { address, key, keyState, ownVersion, answeredMs, checkedAt, logSize, acts, head } = runner;
  return (
    <Card
      title={words.runner}
      padded
      aside={
        answeredMs === undefined ? (
          <Mood icon={Unplug} tone="bad">
            {words.away}
          </Mood>
        ) : (
          <Mood icon={PlugZap} tone="ok">
            {words.connected(answeredMs)}
          </Mood>
        )
      }
    >
      <div className={styles['body']}>
        {keyState === 'vouched' && <Notice icon={Info}>{words.keyVouched}</Notice>}
        <dl className={styles['pairs']}>
          <dt>{words.address}</dt>
          <dd>{address}</dd>
          <dt>{words.key}</dt>
          <dd>{keyState === 'changed' ? key : words.keyPinned(key)}</dd>
          {logSize !== undefined && checkedAt !== undefined && (
            <>
              <dt>{words.log}</dt>
              <dd>{words.logNow(logSize, whenInside(checkedAt, clock))}</dd>
            </>
          )}
          {acts !== undefined && head !== undefined && (
            <>
              <dt>{words.acts}</dt>
              <dd>{words.actsNow(acts, head)}</dd>
            </>
          )}
          <dt>{words.extension}</dt>
          <dd>{ownVersion}</dd>
        </dl>
        <div className="row wrap">
          <Button size="small" onClick={onChange}>
            {words.change}
          </Button>
          <Button size="small" icon={Activity} onClick={onTest}>
            {words.test}
          </Button>
        </div>
      </div>
    </Card>
  );
}
