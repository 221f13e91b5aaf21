import { anotherTenant } from '../attacks/another-tenant.ts';
import { colleague, formerMember, triggers } from '../attacks/people.ts';
import { heldIn } from '../threat.ts';
import type { Threat } from '../threat.ts';

const persons = 'cloud-runner/src/broker/release/persons.test.ts';

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
  {
    attacker: 'Former member',
    asset: 'new reports, grants, runs',
    means: 'the keys and all that was seen before the dismissal',
    gets: 'nothing',
    getsNot: 'anything new: dismissed in the charter, a new reading key, his approvals lapse',
    notStopped:
      'what he read before; with the service’s help, old reports and automations; sessions of his own until resynced or logged out',
    attacks: formerMember,
    held: [
      ...heldIn(
        persons,
        'a dismissed device orders nothing, asks nothing, and its person’s approvals lapse',
      ),
      ...heldIn(
        'shared/src/envelope/charter.test.ts',
        'ends with a dismissal, which brings a new reading key, and keeps one admin',
      ),
      ...heldIn(
        'cloud-runner/src/service/door/proof.test.ts',
        'of a dismissed device is that of a stranger',
      ),
    ],
  },
  {
    attacker: 'Colleague (present)',
    asset: 'my session',
    means: 'a device of the same organization',
    gets: 'nothing',
    getsNot: 'a run with my session: my `approve` on the exact grant id, scope',
    notStopped: 'my approval of a grant that I did not understand',
    attacks: colleague,
    held: [
      ...heldIn(
        persons,
        'is not in force without the owner',
        'is in force once the owner approved exactly this version',
        'cannot claim the sign-in to be the member’s own',
        'a member cannot store a sign-in for a colleague',
      ),
      ...heldIn(
        'shared/src/envelope/grant.test.ts',
        'of member B over member A’s session is not in force until A approves exactly this grant',
      ),
    ],
  },
  {
    attacker: 'Author of a shared or imported automation',
    asset: 'local cookies, my session',
    means: 'the steps that I run',
    gets: 'nothing',
    getsNot: 'more than my own grant says: the same fence, ids of all it calls',
    notStopped: 'my approval of a grant that I did not understand',
    attacks: [],
    held: [
      ...heldIn(
        'shared/src/envelope/grant.test.ts',
        'names a sign-in with its owner and scope, not another’s of the same name',
      ),
      ...heldIn(
        'test/e2e/chain.e2e.test.ts',
        'a run without the permission to write sends nothing, and says so',
      ),
      ...heldIn(
        'cloud-runner/src/broker/release/release.test.ts',
        'a pod gets the keys of exactly what the grant names, and a certificate that says so',
      ),
    ],
  },
  {
    attacker: 'Third party with a trigger key',
    asset: 'run an automation',
    means: 'a key that orders runs with inputs',
    gets: 'nothing: trigger keys are not built yet, and refused',
    getsNot: 'a run',
    notStopped: 'what the automation does by design with bad data, once such keys are built',
    attacks: triggers,
    held: [
      ...heldIn(
        'shared/src/envelope/charter.test.ts',
        'with an act that is not built is refused, never ignored',
      ),
      ...heldIn(
        'shared/src/envelope/order.test.ts',
        'from a trigger key counts where the grant names that key',
      ),
    ],
  },
  {
    attacker: 'Letterbox',
    asset: 'inputs posted in plaintext',
    means: 'the process that takes them',
    gets: 'nothing: there is none yet, and its trigger key is refused',
    getsNot:
      'anything of the service: apart from it, by a trigger key only, named in grant and report',
    notStopped: 'it reads what is posted to it, by design, once it is built',
    attacks: [],
    held: heldIn(
      'shared/src/envelope/charter.test.ts',
      'with an act that is not built is refused, never ignored',
    ),
  },
];
