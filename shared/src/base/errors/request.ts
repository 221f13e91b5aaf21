import { row } from './rows.ts';
import type { ErrorRow } from './rows.ts';

const invite =
  'Invitations work once, for 10 minutes. Press Enter in the runner’s window for a new one.';
const reload = 'Reload, and try what you see then.';

/** What the caller of a door did wrong, or must do otherwise. */
export const requestErrors = {
  'answer-not-understood': row(
    502,
    'The runner answered in a way that this Mayfly does not understand.',
    'Update Mayfly, then try again.',
  ),
  'bad-request': row(
    400,
    'The runner did not understand what was asked.',
    'Update Mayfly, then try again.',
  ),
  'challenge-differs': row(409, 'Your runner is not as it was when this was signed.', reload),
  'charter-moved': row(
    409,
    'Somebody changed people, devices or permissions a moment ago.',
    reload,
  ),
  'clock-off': row(
    401,
    'The clock of this device differs from the runner’s by more than 5 minutes.',
    'Set the clock of this device.',
  ),
  'envelope-differs': row(
    409,
    'Something else is stored under this name.',
    'Seal it again, so that it has a name of its own.',
  ),
  'envelope-not-found': row(404, 'The runner does not hold this any more.', reload),
  'envelope-too-large': row(
    413,
    'This is larger than 32 MiB.',
    'Keep less of it: fewer pictures, fewer rows.',
  ),
  'grant-not-found': row(404, 'The runner does not know this permission.', reload),
  'invitation-late': row(410, 'This invitation is too old.', invite),
  'invitation-malformed': row(
    400,
    'This is not an invitation.',
    'Copy the whole line that the runner printed; it starts with mayfly1.',
  ),
  'invitation-unknown': row(404, 'The runner does not know this invitation.', invite),
  'invitation-used': row(410, 'This invitation was already used.', invite),
  'not-allowed': row(403, 'You may not do this.', 'Ask an administrator of your organization.'),
  'not-built': row(
    501,
    'This runner cannot do that yet.',
    'Update the runner when a newer one is out.',
  ),
  'not-found': row(404, 'There is nothing at this address.', 'Update Mayfly, then try again.'),
  'not-latest-attempt': row(
    409,
    'A newer try of this run has taken over.',
    'Nothing to do: the newer try reports.',
  ),
  'not-stopped': row(
    409,
    'Nobody stopped this run.',
    'Nothing to do: it is tried again, or you are asked what became of it.',
  ),
  'not-your-organization': row(
    403,
    'This belongs to another organization.',
    'Choose something of your own organization.',
  ),
  'organization-not-found': row(
    404,
    'The runner does not know this organization.',
    'Connect again with a new invitation.',
  ),
  replayed: row(401, 'This was asked before. It is not done twice.', 'Ask again.'),
  'report-already-posted': row(409, 'This run has its report already.', 'Nothing to do.'),
  'run-differs': row(409, 'A run of this number exists and is another one.', 'Run again.'),
  'run-ended': row(409, 'This run has ended.', 'Open its report.'),
  'run-not-found': row(404, 'The runner does not know this run.', 'Go back to the list of runs.'),
  'subject-not-found': row(404, 'The runner does not know this.', reload),
  'too-many-requests': row(429, 'Too much was asked at once.', 'Wait a minute, then try again.'),
  unsigned: row(401, 'Nobody signed for this.', 'Unlock Mayfly, then try again.'),
} as const satisfies Record<string, ErrorRow>;
