import { useState } from 'react';
import type { ReactNode } from 'react';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { connect } from '../cloud/doors.ts';
import { startRun } from '../cloud/runs.ts';
import { RunDialog } from './RunDialog.tsx';
import { showRoute } from './show-route.ts';
import type { Asked, Automation } from '@mayfly/shared/automation/automation.ts';
import type { SavedGrant } from '../cloud/automations.ts';
import type { Act } from './use-acts.tsx';

/** What is to be run: an automation under its permission. */
export type Startable = { readonly automation: Automation; readonly grant?: SavedGrant };

/** Starts runs: what a run asks for is asked first; then its page opens. */
export function useStartRun(act: Act): { start: (what: Startable) => void; asking: ReactNode } {
  const [wanted, setWanted] = useState<Startable>();
  const begin = (what: Startable, inputs?: Readonly<Record<string, string>>) =>
    act(async () => showRoute({ page: 'run', id: await startNow(what, inputs) }));
  const start = (what: Startable) => (askedBy(what).length > 0 ? setWanted(what) : begin(what));
  const asking = wanted && (
    <RunDialog
      name={wanted.automation.name}
      asked={askedBy(wanted)}
      onRun={(inputs) => begin(wanted, inputs)}
      onClose={() => setWanted(undefined)}
    />
  );
  return { start, asking };
}

async function startNow(
  { grant }: Startable,
  inputs: Readonly<Record<string, string>> | undefined,
): Promise<string> {
  if (!grant || grant.problem) throw new SealError('grant-not-in-force');
  const { run } = await startRun(await connect(), {
    grant: grant.id,
    deadlineMs: grant.body.deadlineMs,
    ...(inputs ? { inputs } : {}),
  });
  return run;
}

/** What the permission does not fix already. */
export function askedBy({ automation, grant }: Startable): readonly Asked[] {
  return automation.inputs.filter(({ name }) => grant?.body.inputs[name] === undefined);
}
