import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { SavedAutomation } from './automations.ts';

/** The automation that a run is of, by the permission that its label names; undefined when that one is gone. */
export function automationOfRun(
  { grant, grantSubject }: RunLabel,
  automations: readonly SavedAutomation[],
): SavedAutomation | undefined {
  return automations.find(
    (one) =>
      one.grant !== undefined &&
      (one.grant.id === grant ||
        one.grant.subject === grantSubject ||
        one.earlier?.includes(grant ?? '')),
  );
}

/** The name of the automation that a run is of. */
export function nameOfRun(
  label: RunLabel,
  automations: readonly SavedAutomation[],
): string | undefined {
  return automationOfRun(label, automations)?.automation.name;
}
