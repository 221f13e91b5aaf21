import { Cloud, Keyboard, OctagonX, Signature } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field, Select } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { cronProblem } from './cron-problem.ts';
import { cronOf, repeatOf } from './repeat.ts';
import styles from './Schedule.module.css';
import type { ScheduleActions, ScheduleChoices, ScheduleView } from './schedule-view.ts';
import { SchedulePreview } from './SchedulePreview.tsx';
import { ScheduleRepeat } from './ScheduleRepeat.tsx';
import { ScheduleZone } from './ScheduleZone.tsx';
import { strings } from './strings.ts';

const words = strings.schedule;
const graces = { day: 86_400_000, hour: 3_600_000, skip: 300_000 } as const;
type Off = keyof typeof graces;

/** Decide when: over the automation's page. Nothing is scheduled before it is confirmed. */
export function Schedule({ view, actions }: { view: ScheduleView; actions: ScheduleActions }) {
  const [choices, setChoices] = useState(view.choices);
  const [repeat, setRepeat] = useState(() => repeatOf(view.choices.cron));
  const change = (part: Partial<ScheduleChoices>) => setChoices((all) => ({ ...all, ...part }));
  const problem = cronProblem(choices.cron);
  const saving = view.stage.kind === 'saving';
  const { asks = [] } = view;
  return (
    <Dialog
      title={words.title}
      wide
      onClose={actions.onClose}
      note={
        <span className="row">
          <Icon of={Cloud} size={14} />
          {words.cloud}
        </span>
      }
      actions={
        <>
          {view.exists && (
            <Button kind="danger-quiet" disabled={saving} onClick={actions.onRemove}>
              {words.remove}
            </Button>
          )}
          <Button disabled={saving} onClick={actions.onClose}>
            {words.cancel}
          </Button>
          <Button
            kind="primary"
            icon={Signature}
            disabled={saving || problem !== undefined || asks.length > 0}
            onClick={() => actions.onConfirm(choices)}
          >
            {saving ? words.confirming : words.confirm}
          </Button>
        </>
      }
    >
      <div className={styles['columns']}>
        <div className={styles['form']}>
          <ScheduleRepeat
            repeat={repeat}
            problem={problem}
            onChange={(next) => {
              setRepeat(next);
              change({ cron: cronOf(next) });
            }}
            zone={<ScheduleZone zone={choices.zone} onChange={(zone) => change({ zone })} />}
          />
          <Policies choices={choices} onChange={change} />
          {repeat.kind !== 'cron' && (
            <p className="row small faint">
              {words.asCron}
              <span className="mono">{choices.cron}</span>
            </p>
          )}
          {asks.length > 0 && (
            <Notice
              tone="warn"
              icon={Keyboard}
              title={words.asks(asks.join(', '))}
              action={
                <Button size="small" onClick={actions.onEdit}>
                  {words.edit}
                </Button>
              }
            >
              {words.asksMore}
            </Notice>
          )}
          {view.stage.kind === 'failed' && (
            <Notice tone="bad" icon={OctagonX} title={view.stage.words.title} alert>
              {view.stage.words.sentence}
            </Notice>
          )}
        </div>
        <div className={classNames(styles['preview'], 'num')}>
          {problem === undefined ? (
            <SchedulePreview {...{ view, choices, actions }} />
          ) : (
            <p className="dim">{words.notYet}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

type PoliciesProps = {
  choices: ScheduleChoices;
  onChange: (part: Partial<ScheduleChoices>) => void;
};

function Policies({ choices, onChange }: PoliciesProps) {
  const off =
    (Object.keys(graces) as Off[]).find((key) => graces[key] <= choices.graceMs) ?? 'skip';
  return (
    <>
      <Field label={words.off}>
        {(links) => (
          <Select
            {...links}
            value={off}
            onChange={(event) => onChange({ graceMs: graces[event.target.value as Off] })}
          >
            {Object.entries(words.offs).map(([value, word]) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.still}>
        {(links) => (
          <Select
            {...links}
            value={choices.parallel > 1 ? 'beside' : 'wait'}
            onChange={(event) => onChange({ parallel: event.target.value === 'beside' ? 2 : 1 })}
          >
            {Object.entries(words.stills).map(([value, word]) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
