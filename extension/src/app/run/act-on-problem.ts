import type { Code } from '@mayfly/shared/base/errors.ts';
import type { Route } from '../../pages/routes.ts';

/** What a person must change before it can work: its limits. */
const limits: ReadonlySet<string> = new Set<Code>([
  'write-refused',
  'origin-refused',
  'secret-missing',
  'grant-not-in-force',
  'budget-spent',
  'deadline',
]);

/** What a person must change before it can work: its steps. */
const steps: ReadonlySet<string> = new Set<Code>([
  'target-not-found',
  'target-ambiguous',
  'check-failed',
  'dialog-open',
  'download-refused',
  'page-too-large',
]);

/** Where the one button of a problem leads; undefined where it is to run again. */
export function routeOfProblem(code: string | undefined, automation: string): Route | undefined {
  if (code === undefined) return undefined;
  if (limits.has(code)) return { page: 'review', id: automation };
  return steps.has(code) ? { page: 'automation', id: automation } : undefined;
}
