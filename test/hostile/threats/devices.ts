import { brokerBackup, serviceBackup } from '../attacks/backups.ts';
import { lockedDevice, unlockedDevice } from '../attacks/devices.ts';
import { heldIn } from '../threat.ts';
import type { Threat } from '../threat.ts';

/** What lies on disks that others may have: a device's, and old copies of both databases. */
export const devices: readonly Threat[] = [
  {
    attacker: 'Stolen device (locked)',
    asset: 'keys',
    means:
      'a copy of the browser’s profile, or the machine while nobody has unlocked the extension',
    gets: 'a passphrase to guess (Argon2id, 3 passes, 256 MiB)',
    getsNot: 'a key: all of them lie locked; dismissal brings a new reading key',
    notStopped: 'a weak passphrase; sealed bytes already on disk',
    attacks: lockedDevice,
    held: [
      ...heldIn(
        'test/leak/profile.leak.test.ts',
        'holds no secret that was typed, no passphrase and no key, in any file',
        'copied to another browser is locked',
      ),
      ...heldIn(
        'test/e2e/schedule.e2e.test.ts',
        'lock the device: only the passphrase opens what was seen, and old silence is told',
      ),
    ],
  },
  {
    attacker: 'Stolen device (unlocked)',
    asset: 'the organization',
    means: 'the keys of one person’s device, and both doors',
    gets: 'all that its person may read; orders; grants over its own sessions',
    getsNot:
      'a stored session back; another’s session without its owner; writes without as many persons as the policy says; silence: everything is logged',
    notStopped:
      'until dismissed: its person’s powers; an admin’s device can dismiss the others unless the policy asks for two admins',
    attacks: unlockedDevice,
    held: [
      ...heldIn(
        'cloud-runner/src/broker/release/persons.test.ts',
        'writes wait for as many other persons as the policy says',
      ),
      ...heldIn(
        'cloud-runner/src/broker/log/proofs.test.ts',
        'the entries are the statements behind the leaves',
      ),
    ],
  },
  {
    attacker: 'Stale backup of the service’s database',
    asset: 'old content',
    means: 'the database as it was before a revocation, put back',
    gets: 'sealed bytes',
    getsNot: 'a key for what was revoked: the broker has dropped it',
    notStopped:
      'what the reading key opens, for whoever holds that key; destroying the master after 90 days is not built yet',
    attacks: serviceBackup,
    held: heldIn(
      'cloud-runner/src/broker/release/release.test.ts',
      'that was revoked is not in force',
      'whose sign-in was revoked is not in force',
    ),
  },
  {
    attacker: 'Stale backup of the broker’s database',
    asset: 'budgets, heads',
    means: 'the database as it was before a revocation, put back under a broker that has its keys',
    gets: 'a broker that waits: nothing is released, marked or told as due',
    getsNot:
      'a key, until an admin’s device has signed its fresh challenge with head and log; one by an order or slot of before, ever; a device’s belief: who saw more finds it out at once',
    notStopped:
      'releases by a database that was put back together with its watermark, or on a cluster, until the first device that saw more shows the broker its own word; runs between backup and loss have no leaf, only reports',
    attacks: brokerBackup,
    held: [
      ...heldIn(
        'cloud-runner/src/broker/restore/restore.test.ts',
        'of a member is refused',
        'on another challenge, head or log is refused',
        'what was ordered before is void, and what began before gets no mark',
        'a new order runs, and the service’s cursor misses nothing of it',
      ),
      ...heldIn(
        'cloud-runner/src/broker/restore/restore.test.ts',
        'is known by the broker’s own word, which a device kept',
      ),
      ...heldIn(
        'test/hostile/restored-device.test.ts',
        'one that says so is believed by nobody before a person opens it, and then has revoked again',
        'one that denies it is found out, as ever',
        'what another key, or another organization, says of it is refused',
        'finds out a broker that goes back without a word',
        'that is cut off after it went back goes on: what it revoked is revoked again',
      ),
      ...heldIn(
        'test/e2e/restore.e2e.test.ts',
        'a runner whose databases were put back runs nothing, and says why',
        'opened, it has revoked again what was revoked, and runs what is confirmed now',
      ),
      ...heldIn(
        'cloud-runner/src/broker/charter/append-link.test.ts',
        'a device that saw another log is told so',
      ),
      ...heldIn(
        'test/e2e/chain.e2e.test.ts',
        'is not believed with another key, nor with a past that it has since gone beyond',
      ),
    ],
  },
];
