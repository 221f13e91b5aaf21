import { service } from './threats/service.ts';
import { others } from './threats/others.ts';
import type { Threat } from './threat.ts';

/** Every attacker of the table, in its order. */
export const threats: readonly Threat[] = [...service, ...others];
