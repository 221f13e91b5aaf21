import { between } from './threats/between.ts';
import { devices } from './threats/devices.ts';
import { installation } from './threats/installation.ts';
import { others } from './threats/others.ts';
import { service } from './threats/service.ts';
import type { Threat } from './threat.ts';

/** Every attacker of the table, in its order. */
export const threats: readonly Threat[] = [
  ...service,
  ...between,
  ...devices,
  ...others,
  ...installation,
];
