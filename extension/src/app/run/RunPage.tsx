import { Run } from '../../pages/Run.tsx';
import { LoadState } from '../LoadState.tsx';
import { useActs } from '../use-acts.tsx';
import { useStartRun } from '../use-start-run.tsx';
import { actionsOfRun } from './run-actions.ts';
import { useRun } from './use-run.ts';
import { viewOfRun } from './view-of-run.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { ShellProps } from '../shell-props.ts';

/** A run, live; it turns into its report on the same page. */
export function RunPage({ id, ...shell }: ShellProps & { id: RunId }) {
  const { load, again, asked } = useRun(id);
  const { act, wait, over } = useActs();
  const { start, asking } = useStartRun(act);
  if (load.kind !== 'loaded') return <LoadState load={load} {...shell} current="runs" />;
  const loaded = load.value;
  return (
    <>
      <Run
        {...shell}
        view={viewOfRun(loaded, asked)}
        actions={actionsOfRun(loaded, { act, again, start, wait })}
      />
      {asking}
      {over}
    </>
  );
}
