import { Activity, Info, PlugZap, Unplug } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Mood } from '../ui/Status.tsx';
import styles from './Settings.module.css';
import type { SettingsActions, SettingsView } from './settings-view.ts';
import { strings } from './strings.ts';

const words = strings.settings;

type SettingsRunnerProps = { runner: SettingsView['runner']; actions: SettingsActions };

/** The runner that this device is connected to, and its pinned key. */
export function SettingsRunner({ runner, actions }: SettingsRunnerProps) {
  const { address, key, keyState, version, ownVersion, answeredMs } = runner;
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
          <dt>{words.version}</dt>
          <dd>
            {version === ownVersion
              ? words.versionSame(version)
              : words.versionDiffers(version, ownVersion)}
          </dd>
        </dl>
        <div className="row wrap">
          <Button size="small" onClick={actions.onChangeRunner}>
            {words.change}
          </Button>
          <Button size="small" icon={Activity} onClick={actions.onTestRunner}>
            {words.test}
          </Button>
        </div>
      </div>
    </Card>
  );
}
