import { useState } from 'react';
import { Automation as AutomationScreen } from '../../pages/Automation.tsx';
import { discardEdit, saveEdit } from '../../vault/drafts.ts';
import { LoadState } from '../LoadState.tsx';
import { showRoute } from '../show-route.ts';
import { useActs } from '../use-acts.tsx';
import { useLoad } from '../use-load.ts';
import { useStartRun } from '../use-start-run.tsx';
import { newStep, withAdded, withMoved, withoutStep, withStep } from './edit-steps.ts';
import { loadAutomation } from './load-automation.ts';
import { pageOf, toolFor } from './pick-place.ts';
import { PickOver } from './PickOver.tsx';
import { ScheduleOver } from './ScheduleOver.tsx';
import { viewOfAutomation } from './view-of-automation.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { ShellProps } from '../shell-props.ts';
import type { LoadedAutomation } from './load-automation.ts';

type AutomationPageProps = ShellProps & { id: Subject; scheduling: boolean };

/** One automation: its steps, their forms, its versions; its schedule over it. */
export function AutomationPage({ id, scheduling, ...shell }: AutomationPageProps) {
  const [load, again] = useLoad(() => loadAutomation(id), [id]);
  if (load.kind !== 'loaded') return <LoadState load={load} {...shell} />;
  return <LoadedPage loaded={load.value} again={again} scheduling={scheduling} {...shell} />;
}

type LoadedPageProps = Omit<AutomationPageProps, 'id'> & {
  loaded: LoadedAutomation;
  again: () => Promise<void>;
};

function LoadedPage({ loaded, again, scheduling, ...shell }: LoadedPageProps) {
  const { saved, versions } = loaded;
  const { subject, automation } = saved;
  const [edited, setEdited] = useState(loaded.edited);
  const [picking, setPicking] = useState<{ step: Step; field: string }>();
  const { act, over } = useActs();
  const { start, asking } = useStartRun(act);
  const shown = edited ?? automation;
  const edit = (change: Partial<Automation>) => {
    const next = { ...shown, ...change };
    setEdited(next);
    act(() => saveEdit(subject, next));
  };
  const undo = () => {
    setEdited(undefined);
    act(() => discardEdit(subject));
  };
  return (
    <>
      <AutomationScreen
        {...shell}
        view={viewOfAutomation(loaded, edited)}
        actions={{
          onRun: () => start(saved),
          onSchedule: () => showRoute({ page: 'schedule', id: subject }),
          onLimits: () => showRoute({ page: 'review', id: subject }),
          onSave: () => showRoute({ page: 'review', id: subject }),
          onUndo: undo,
          onChangeStep: (step) => edit({ steps: withStep(shown.steps, step) }),
          onRemoveStep: (step) => edit({ steps: withoutStep(shown.steps, step) }),
          onMoveStep: (step, by) => edit({ steps: withMoved(shown.steps, step, by) }),
          onAddStep: (type, after) => {
            const step = newStep(type);
            edit({ steps: withAdded(shown.steps, step, after) });
            return step.id;
          },
          onPick: (id, field) => {
            const step = shown.steps.find((each) => each.id === id);
            if (step) setPicking({ step, field });
          },
          onRestore: (id) => {
            const version = versions.find((each) => each.id === id);
            if (version) edit(version.automation);
          },
          onResolve: undo,
        }}
      />
      {scheduling && <ScheduleOver loaded={loaded} again={again} />}
      {picking && (
        <PickOver
          url={pageOf(shown, picking.step)}
          tool={toolFor(picking.step)}
          onClose={() => setPicking(undefined)}
          onPicked={(target) => {
            const step = { ...picking.step, [picking.field]: target };
            edit({ steps: withStep(shown.steps, step) });
            setPicking(undefined);
          }}
        />
      )}
      {asking}
      {over}
    </>
  );
}
