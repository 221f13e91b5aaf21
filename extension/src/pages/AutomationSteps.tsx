import { ArrowDown, ArrowUp, LockKeyhole, Pencil, Plus, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classNames } from '../ui/class-names.ts';
import { Select } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { SentenceText } from '../ui/SentenceText.tsx';
import { stepIcons } from '../ui/step-icon.ts';
import { useListKeys } from '../ui/use-list-keys.ts';
import styles from './Automation.module.css';
import type { AutomationActions, AutomationStep, AutomationView } from './automation-view.ts';
import { strings } from './strings.ts';

const words = strings.automation;

type AutomationStepsProps = {
  view: AutomationView;
  actions: AutomationActions;
  current: string | undefined;
  onChoose: (stepId: string) => void;
};

/** The steps as a list; one is chosen, and its form stands beside. */
export function AutomationSteps({ view, actions, current, onChoose }: AutomationStepsProps) {
  const onKeyDown = useListKeys();
  return (
    <Card title={words.steps}>
      {/* The keys act on the rows inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol aria-label={words.list} onKeyDown={onKeyDown}>
        {view.steps.map((step) => (
          <Row
            key={step.id}
            step={step}
            here={step.id === current}
            last={step.number === view.steps.length}
            actions={actions}
            onChoose={() => onChoose(step.id)}
          />
        ))}
      </ol>
      <AddStep
        addable={view.addable}
        onAdd={(type) => onChoose(actions.onAddStep(type, current))}
      />
    </Card>
  );
}

type RowProps = {
  step: AutomationStep;
  here: boolean;
  last: boolean;
  actions: AutomationActions;
  onChoose: () => void;
};

function Row({ step, here, last, actions, onChoose }: RowProps) {
  const { id, number, shape, sentence } = step;
  return (
    <li className={classNames(styles['row'], here && styles['current'])} data-item={id}>
      <span className={classNames(styles['number'], 'small faint num')}>{number}</span>
      <span className={styles['icon']}>
        <Icon of={stepIcons[shape]} tone="wait" />
      </span>
      <div>
        <button
          type="button"
          className={styles['choose']}
          data-arrow-stop
          aria-current={here ? 'step' : undefined}
          onClick={onChoose}
          onFocus={onChoose}
        >
          <SentenceText of={sentence} />
        </button>
        <StepChips step={step} />
      </div>
      <div className={styles['more']}>
        <Menu
          of={words.stepName(number)}
          items={[
            {
              word: words.up,
              icon: ArrowUp,
              disabled: number === 1,
              onChoose: () => actions.onMoveStep(id, -1),
            },
            {
              word: words.down,
              icon: ArrowDown,
              disabled: last,
              onChoose: () => actions.onMoveStep(id, 1),
            },
            {
              word: words.remove,
              icon: Trash2,
              danger: true,
              onChoose: () => actions.onRemoveStep(id),
            },
          ]}
        />
      </div>
    </li>
  );
}

function StepChips({ step: { asked, secret, sendsTo, change, wrong } }: { step: AutomationStep }) {
  if (!asked && !secret && !sendsTo && !change && !wrong) return undefined;
  return (
    <div className={styles['chips']}>
      {asked && <Chip>{words.asked}</Chip>}
      {secret && (
        <Chip kind="secret" icon={LockKeyhole}>
          {words.secret(secret)}
        </Chip>
      )}
      {sendsTo && (
        <Chip kind="change" icon={Pencil}>
          {words.sends(sendsTo)}
        </Chip>
      )}
      {change && <Chip>{change === 'new' ? words.stepNew : words.stepChanged}</Chip>}
      {wrong && (
        <Chip kind="change" icon={TriangleAlert}>
          {words.wrong}
        </Chip>
      )}
    </div>
  );
}

type AddStepProps = { addable: AutomationView['addable']; onAdd: (type: string) => void };

function AddStep({ addable, onAdd }: AddStepProps) {
  const [type, setType] = useState(addable[0]?.type ?? '');
  if (addable.length === 0) return undefined;
  return (
    <div className={classNames(styles['add'], 'row')}>
      <Select
        className={styles['addKind']}
        aria-label={words.add}
        value={type}
        onChange={(event) => setType(event.target.value)}
      >
        {addable.map((kind) => (
          <option key={kind.type} value={kind.type}>
            {kind.title}
          </option>
        ))}
      </Select>
      <Button icon={Plus} onClick={() => onAdd(type)}>
        {words.add}
      </Button>
    </div>
  );
}
