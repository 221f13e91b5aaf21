import { CircleCheck, Download, TriangleAlert } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useClock } from '../ui/clock.tsx';
import { day } from '../ui/format.ts';
import styles from './Settings.module.css';
import type { SettingsActions, SettingsView } from './settings-view.ts';
import { strings } from './strings.ts';

const words = strings.settings;

type SettingsKitProps = { kit: SettingsView['kit']; actions: SettingsActions };

/** The only way back when every device is lost; said too while there is none. */
export function SettingsKit({ kit, actions }: SettingsKitProps) {
  const { zone } = useClock();
  if (kit.kind === 'not-built') {
    return (
      <Card
        title={words.kit}
        padded
        aside={
          <Chip kind="change" icon={TriangleAlert}>
            {words.kitNotBuilt}
          </Chip>
        }
      >
        <p className="dim">{words.kitNotBuiltMore}</p>
      </Card>
    );
  }
  const saved = kit.kind === 'saved';
  return (
    <Card
      title={words.kit}
      padded
      aside={
        saved ? (
          <Chip icon={CircleCheck}>{words.kitSaved(day(kit.at, zone, 'year'))}</Chip>
        ) : (
          <Chip kind="change" icon={TriangleAlert}>
            {words.kitNotSaved}
          </Chip>
        )
      }
    >
      <div className={styles['body']}>
        <p className="dim">{words.kitMore}</p>
        <div className="row wrap">
          <Button kind={saved ? 'plain' : 'primary'} icon={Download} onClick={actions.onSaveKit}>
            {words.kitSave}
          </Button>
          <Button onClick={actions.onTestKit}>{words.kitTest}</Button>
        </div>
      </div>
    </Card>
  );
}
