import { row } from './rows.ts';
import type { ErrorRow } from './rows.ts';

const locked = 'This was not opened, to be safe. Nothing ran.';
const support = 'Copy for support, and store or save it once more.';
const confirm = 'Open the automation, review it and confirm.';

/** What only sealing, confirming, settling or pairing once more mends. */
export const sealErrors = {
  'already-released': row(
    409,
    'This try was started before. It is not started twice.',
    'Look at the run: it goes on, or a new try follows.',
  ),
  'attempts-spent': row(
    409,
    'All tries of this run are used.',
    'Look at the report of the last try, then run again.',
  ),
  'broker-changed': row(
    409,
    'Your runner is not the one you connected. Nothing was sent.',
    'Ask your administrator for a new invitation.',
  ),
  'budget-spent': row(
    409,
    'The runs allowed for a day are used.',
    'Wait until tomorrow, or allow more runs in the review.',
  ),
  'draft-gone': row(
    404,
    'This draft is gone: it was saved, discarded, or is older than 7 days.',
    'Record the task again.',
  ),
  expired: row(
    400,
    'Its end has passed, so it was not opened.',
    'Store the sign-in again, or confirm the permission again.',
  ),
  'grant-not-in-force': row(
    409,
    'The permission does not hold: it was changed, revoked, has ended, or waits for a yes.',
    confirm,
  ),
  'history-forked': row(
    409,
    'Your runner shows two different pasts of who did what.',
    'Stop using this runner and ask your administrator.',
  ),
  locked: row(409, 'Mayfly is locked.', 'Enter your passphrase.'),
  marked: row(
    409,
    'This run has made a change, so it is not started again.',
    'Look at the site, then answer the question in the run.',
  ),
  'not-fresh': row(
    409,
    'Mayfly was not unlocked for so long that its schedules stopped.',
    'Unlock Mayfly.',
  ),
  'not-paired': row(409, 'Mayfly is not connected to a runner yet.', 'Connect to your runner.'),
  'not-signed-in': row(
    409,
    'You do not seem to be signed in there. Nothing was stored.',
    'Open the site, sign in, then try again.',
  ),
  'order-expired': row(409, 'The start of this run was signed for another time.', 'Run again.'),
  'permission-refused': row(
    403,
    'Chrome was told no. Nothing was read and nothing was stored.',
    'Try again, and allow it when Chrome asks.',
  ),
  'runner-restored': row(
    409,
    'Your runner was restored from a backup. Nothing runs until an administrator has looked at it and opened it again.',
    'Open Mayfly as an administrator, look what was lost, and open the runner again.',
  ),
  'sign-in-elsewhere': row(
    404,
    'This sign-in was not stored from this browser.',
    'Open its site here, press the Mayfly icon, then Store cookies.',
  ),
  'slot-outside-grace': row(
    409,
    'This run was due at another time and came too late or too early.',
    'Wait for the next time, or run now.',
  ),
  stopped: row(409, 'This run was stopped.', 'Run again when you want it.'),
  tampered: row(400, `${locked} It was changed on its way.`, support),
  'unknown-sender': row(
    400,
    `${locked} It was not made by one of your devices or browsers.`,
    support,
  ),
  'unknown-version': row(400, `${locked} It was made by a newer Mayfly.`, 'Update Mayfly.'),
  unproved: row(
    409,
    'What the runner says of this run is not proved.',
    'Open the proof of the run to see what is missing.',
  ),
  unsettled: row(
    409,
    'An earlier run of this automation may have made a change, and nobody has looked yet.',
    'Open that run and answer its question.',
  ),
  'void-since-restore': row(
    409,
    'This was to run before your runner was restored from a backup. It is not run any more, since it may have run already.',
    'Look at the site whether it was done, then run again.',
  ),
  'wrong-id': row(400, `${locked} Another version was given than the one named.`, support),
  'wrong-organization': row(400, `${locked} It belongs to another organization.`, support),
  'wrong-passphrase': row(
    403,
    'That is not the passphrase of this browser.',
    'Try once more. Nobody can reset it.',
  ),
  'wrong-purpose': row(400, `${locked} It was made for another use.`, support),
  'wrong-recipient': row(
    400,
    'This was not locked for this device.',
    'Open it on a device that can, or store it again.',
  ),
  'wrong-subject': row(400, `${locked} It belongs to something else.`, support),
} as const satisfies Record<string, ErrorRow>;
