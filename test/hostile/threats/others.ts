import { anotherTenant } from '../attacks/another-tenant.ts';
import { heldIn } from '../threat.ts';
import type { Threat } from '../threat.ts';

/** People and organizations beside ours. */
export const others: readonly Threat[] = [
  {
    attacker: 'Another tenant',
    asset: 'my deks, runs, log',
    means:
      'an organization of its own at the same runner, devices and pods of its own, every id of ours',
    gets: 'nothing',
    getsNot:
      'any answer that differs from “not there”: `org = H(first link)`, a broker key per organization, `commit` at the broker, unique pod UIDs, row-level security',
    notStopped: 'timing and load; a kernel escape on a shared node',
    attacks: anotherTenant,
    held: [
      ...heldIn(
        'cloud-runner/src/broker/store/organizations-apart.test.ts',
        'every table of an organization is guarded',
        'an organization sees its own rows and no others',
      ),
    ],
  },
];
