import { targetSchema } from '../base/target.ts';
import type { Target } from '../base/target.ts';
import type { AnyValues } from './define-step.ts';

/** What a step of any type acts on; `undefined` when it acts on nothing. */
export function targetOf(step: AnyValues): Target | undefined {
  return targetSchema.safeParse(step['target']).data;
}
