import {
  CalendarClock,
  Eye,
  Hourglass,
  KeyRound,
  ListVideo,
  Pencil,
  Play,
  Signature,
  SlidersHorizontal,
} from 'lucide-react';
import { useState } from 'react';
import { StepForm } from '../editor/StepForm.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useClock } from '../ui/clock.tsx';
import type { Clock } from '../ui/clock.tsx';
import type { Fact } from '../ui/Facts.tsx';
import { Facts } from '../ui/Facts.tsx';
import { day } from '../ui/format.ts';
import { useTitle } from '../ui/use-title.ts';
import styles from './Automation.module.css';
import { AutomationNotice } from './AutomationNotice.tsx';
import { AutomationSteps } from './AutomationSteps.tsx';
import { AutomationVersions } from './AutomationVersions.tsx';
import type { AutomationActions, AutomationView } from './automation-view.ts';
import { sayNext } from './automation-words.ts';
import { Page } from './Page.tsx';
import { hrefOf } from './routes.ts';
import type { ShellActions, ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

const words = strings.automation;

type AutomationProps = {
  shell: ShellView;
  shellActions: ShellActions;
  view: AutomationView;
  actions: AutomationActions;
};

/** Change and understand one automation: its steps, the form of one beside them, its versions. */
export function Automation({ shell, shellActions, view, actions }: AutomationProps) {
  const clock = useClock();
  const [chosen, setChosen] = useState(view.steps[0]?.id);
  const current = view.steps.find(({ id }) => id === chosen) ?? view.steps[0];
  const isChanged = view.state.kind === 'changed' || view.state.kind === 'draft';
  useTitle(isChanged && words.unsaved, view.name);
  return (
    <Page
      shell={shell}
      shellActions={shellActions}
      current="automations"
      crumbs={[
        { word: strings.shell.automations, href: hrefOf({ page: 'automations' }) },
        { word: view.name },
      ]}
      title={view.name}
      status={<Chip>{view.version === undefined ? words.draft : words.version(view.version)}</Chip>}
      lead={<Facts facts={factsOf(view, clock)} />}
      actions={<AutomationButtons {...{ view, actions }} away={shell.away !== undefined} />}
    >
      <AutomationNotice view={view} actions={actions} />
      <div className={styles['columns']}>
        <AutomationSteps view={view} actions={actions} current={current?.id} onChoose={setChosen} />
        <div className={styles['column']}>
          <Card title={current ? words.formTitle(current.number) : words.steps} padded>
            {current ? (
              <StepForm
                key={current.id}
                step={current.step}
                names={view.names}
                onChange={actions.onChangeStep}
                onPick={(field) => actions.onPick(current.id, field)}
              />
            ) : (
              <p className="dim">{words.noStep}</p>
            )}
          </Card>
          <AutomationVersions versions={view.versions} onRestore={actions.onRestore} />
        </div>
      </div>
    </Page>
  );
}

type AutomationButtonsProps = { view: AutomationView; actions: AutomationActions; away: boolean };

function AutomationButtons({ view, actions, away }: AutomationButtonsProps) {
  const { state, stage, steps } = view;
  const unsaved = state.kind === 'changed' || state.kind === 'draft' || state.kind === 'saved';
  const wrong = steps.some((step) => step.wrong);
  if (unsaved) {
    return (
      <Button
        kind="primary"
        icon={Signature}
        disabled={wrong || stage.kind === 'saving'}
        onClick={actions.onSave}
      >
        {stage.kind === 'saving' ? words.saving : words.save}
      </Button>
    );
  }
  const title = away ? strings.shell.needsRunner : undefined;
  return (
    <>
      <Button icon={SlidersHorizontal} onClick={actions.onLimits}>
        {words.limits}
      </Button>
      <Button icon={CalendarClock} onClick={actions.onSchedule}>
        {words.schedule}
      </Button>
      <Button kind="primary" icon={Play} disabled={away} title={title} onClick={actions.onRun}>
        {words.run}
      </Button>
    </>
  );
}

function factsOf(view: AutomationView, clock: Clock): Fact[] {
  const { steps, hosts, writes, next, signInHost, permissionEndsAt } = view;
  const scheduled = next.kind === 'at' || next.kind === 'due';
  return [
    { icon: ListVideo, words: words.lead(steps.length, hosts.join(', ')) },
    writes ? { icon: Pencil, words: words.writes } : { icon: Eye, words: words.readOnly },
    {
      icon: CalendarClock,
      words: scheduled ? next.words : sayNext({ next, permissionEndsAt: undefined }, clock).title,
    },
    ...(signInHost ? [{ icon: KeyRound, words: words.signIn(signInHost) }] : []),
    ...(permissionEndsAt === undefined
      ? []
      : [{ icon: Hourglass, words: words.ends(day(permissionEndsAt, clock.zone, 'year')) }]),
  ];
}
