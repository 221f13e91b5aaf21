import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { PickedFor } from '../../capture/picker/pick.ts';

/** The page on which a step acts: as recorded, or that of the nearest step before it; the automation's first site at last. */
export function pageOf(
  { steps, origins }: Pick<Automation, 'steps' | 'origins'>,
  of: Step,
): string {
  const at = steps.findIndex(({ id }) => id === of.id);
  const before = steps.slice(0, at + 1).toReversed();
  const known = before.map((step) => step.page ?? (step.type === 'go-to' ? step.url : undefined));
  return known.find((page) => page !== undefined) ?? `${origins[0]}/`;
}

/** What is picked for a step: a table whole, something to read as it stands, else what a person would act on. */
export function toolFor({ type }: Pick<Step, 'type'>): PickedFor {
  if (type === 'get-table') return 'table';
  return type === 'get-data' || type === 'check' ? 'check' : 'thing';
}
