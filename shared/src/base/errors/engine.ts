import { row } from './rows.ts';
import type { ErrorRow } from './rows.ts';

const waits = 'Nothing to do: it is tried again by itself.';
const operator = 'Tell whoever runs your runner.';

/** What the operator mends, or time. */
export const engineErrors = {
  'address-in-use': {
    message: 'Another program listens at an address of your runner.',
    next: 'Stop it, or choose other addresses in data/settings.json.',
  },
  'already-running': {
    message: 'Mayfly runs already on this data.',
    next: 'Use that one, or stop it first.',
  },
  'broker-unreachable': row(
    503,
    'The part of your runner that keeps the keys does not answer.',
    waits,
  ),
  'browser-not-found': {
    message: 'No browser was found that runs can use.',
    next: 'Install Chrome, Chromium or Edge.',
  },
  'data-not-writable': {
    message: 'Mayfly may not write to its data folder.',
    next: 'Start it as the owner of that folder, or name another: MAYFLY_DATA=/elsewhere npm start.',
  },
  'database-unreachable': row(503, 'The runner’s database does not answer.', waits),
  deadline: {
    message: 'The run took longer than it may.',
    next: 'Give it more time in the review, or make it shorter.',
  },
  evicted: { message: 'The machine needed its memory back and ended the browser.', next: waits },
  'fence-not-proved': {
    message: 'The one-time browser could not prove that it is shut in. It was not used.',
    next: operator,
  },
  'image-not-listed': row(403, 'This browser program is not on your runner’s list.', operator),
  'image-not-pulled': { message: 'The browser program could not be fetched.', next: operator },
  internal: row(
    500,
    'The runner met a fault of its own. What was asked was not done.',
    'Copy for support.',
  ),
  'keys-not-opened': {
    message: 'The keys of your runner were wrapped by another key, or were changed.',
    next: 'Name the key service and the key that wrapped them, or restore the file from its backup.',
  },
  'keys-not-wrapped': {
    message: 'The keys of your runner lie open, and its configuration names a key service.',
    next: 'Wrap them: start the part that keeps them once with --wrap-keys, then as usual.',
  },
  'keys-wrapped': {
    message: 'The keys of your runner are wrapped, and its configuration names no key service.',
    next: 'Name the one that wrapped them: `kms` of the configuration.',
  },
  'kms-refused': {
    message: 'The key service does not unwrap the keys of your runner.',
    next: 'Renew the token or role that is shown there, and allow it to encrypt and decrypt with its key.',
  },
  'kms-unreachable': {
    message: 'The key service that unwraps the keys of your runner does not answer.',
    next: 'Start or unseal it, and look whether its address is reached; then start your runner.',
  },
  'no-sandbox': {
    message: 'The browser’s own protection cannot start on this machine, so no run starts.',
    next: 'Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1), or run as root.',
  },
  'node-lost': { message: 'Contact with the machine of this run was lost.', next: waits },
  'node-too-old': {
    message: 'Mayfly needs Node.js 22.12 or newer.',
    next: 'Start it with npm start, which brings the right one.',
  },
  'out-of-memory': {
    message: 'The browser needed more memory than it may have.',
    next: 'Choose a smaller page, or give runs more memory.',
  },
  'part-not-started': {
    message: 'A part of your runner did not start.',
    next: 'Read its log, which is named above, then start again.',
  },
  'pod-not-found': row(404, 'There is no such one-time browser.', waits),
  'pod-not-live': row(403, 'This one-time browser is not alive, or is not a new one.', waits),
  'program-missing': {
    message: 'A program that your runner needs is not installed.',
    next: 'Install it as the message says, then start again.',
  },
  'runner-full': {
    message: 'Your runner has no room for another one-time browser now.',
    next: waits,
  },
  'runner-unreachable': {
    message: 'Your runner does not answer.',
    next: 'Look whether it is started and whether you are online.',
  },
  'session-busy': row(409, 'Another run is using this sign-in.', waits),
  'settings-malformed': {
    message: 'The settings of your runner cannot be read.',
    next: 'Mend data/settings.json, or remove it to have every default.',
  },
  'start-failed': { message: 'The one-time browser did not start.', next: waits },
  'still-running': row(409, 'The last run is still going.', waits),
  'token-refused': row(403, 'This one-time browser could not prove which one it is.', operator),
} as const satisfies Record<string, ErrorRow>;
