import { brokerAlone, brokerAndService } from '../attacks/broker.ts';
import { heldIn } from '../threat.ts';
import type { Threat } from '../threat.ts';

const verified = 'cloud-runner/src/cli/verify/verify.test.ts';

/** Who runs the installation, and what it stands on. */
export const installation: readonly Threat[] = [
  {
    attacker: 'Broker alone',
    asset: 'deks, grants',
    means: 'the broker’s code, keys and database',
    gets: 'origins and names in grants; may release nothing, or to a pod it likes',
    getsNot: 'a body but a grant’s: it holds no other',
    notStopped: 'refusal',
    attacks: brokerAlone,
    held: heldIn(
      'test/house-rules.test.ts',
      'no chain of run-time imports leads where a room may never go',
    ),
  },
  {
    attacker: 'Broker + service (or broker key + backup)',
    asset: 'all that pods may open',
    means: 'both databases and the broker’s keys',
    gets: 'automations, inputs, sessions, secrets; forged certificates, reports and logs for devices that share no `seen`',
    getsNot: 'reports and artifacts of before; a link or an order: devices sign them',
    notStopped:
      'the rest is lost, and the README says so: a key service, separate databases, namespaces and operators make it harder',
    attacks: brokerAndService,
    held: heldIn(
      verified,
      'finds a release that nobody ordered',
      'finds a log that was written anew: what was signed before is of another',
    ),
  },
  {
    attacker: 'Laptop, all one user',
    asset: 'everything on it',
    means: 'code that runs as the user who started it',
    gets: 'the broker’s key',
    getsNot:
      'where it was started as root: each part has a user of its own; else process boundaries stop bugs and leaked files only',
    notStopped: 'any code execution as that user',
    attacks: [],
    held: heldIn(
      'cloud-runner/src/launcher/weaker.test.ts',
      'an ordinary user is told what one user for all parts is worth',
      'nothing is weaker as root on Linux with namespaces',
    ),
  },
  {
    attacker: 'Clock (NTP)',
    asset: 'slots, expiry',
    means: 'the time that the broker’s machine believes',
    gets: 'a shift by as much as the broker believes',
    getsNot: 'a time that was over before: never backwards; five minutes off, a request says so',
    notStopped: 'a forward jump ends grants early',
    attacks: [],
    held: [
      ...heldIn(
        'cloud-runner/src/broker/store/clock.test.ts',
        'a restart with the wall clock set back goes on from the last time that was signed',
      ),
      ...heldIn(
        'cloud-runner/src/broker/clock.test.ts',
        'a clock that is set back stands still until time has caught up',
      ),
      ...heldIn(
        'cloud-runner/src/broker/door/proof.test.ts',
        'a clock that is off by more than five minutes is told what time it is',
      ),
    ],
  },
  {
    attacker: 'Extension update, confidential computing absent',
    asset: 'everything',
    means: 'a malicious build of the extension; the memory of the nodes',
    gets: 'everything',
    getsNot: '–',
    notStopped: 'not promised: `mayfly verify` finds a ledger that was changed, not an extension',
    attacks: [],
    held: heldIn(verified, 'finds a statement that was changed'),
  },
];
