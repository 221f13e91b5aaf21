import type { RequestCode } from '@mayfly/shared/base/errors.ts';
import type { ErrorWords } from '../error-words.ts';

const invite =
  'Invitations work once, for 10 minutes. Press Enter in the runner’s window for a new one.';
const older = 'Nothing was changed. Update Mayfly, then try again.';
const reload = 'Nothing was changed. Reload, and try what you see then.';

/** What must be asked otherwise, in words. */
export const requestErrorStrings: Readonly<Record<RequestCode, ErrorWords>> = {
  'answer-not-understood': {
    title: 'The runner answered in a way this Mayfly does not understand',
    sentence: older,
    button: 'Try now',
  },
  'bad-request': {
    title: 'The runner did not understand what was asked',
    sentence: older,
    button: 'Copy for support',
  },
  'challenge-differs': {
    title: 'Your runner is not as it was a moment ago',
    sentence: 'Nothing was opened. Reload, and look at what you see then.',
    button: 'Reload',
  },
  'charter-moved': {
    title: 'Somebody changed people, devices or permissions a moment ago',
    sentence: 'Nothing was saved yet. Look at what is there now, and confirm once more.',
    button: 'Confirm again',
  },
  'clock-off': {
    title: 'The clock of this device is off by more than 5 minutes',
    sentence: 'Nothing was sent. Set the clock of this device.',
    button: 'Try now',
  },
  'envelope-differs': {
    title: 'Something else is stored under this name',
    sentence: 'It was not replaced. Save once more.',
    button: 'Save again',
  },
  'envelope-not-found': {
    title: 'The runner does not hold this any more',
    sentence: reload,
    button: 'Reload',
  },
  'envelope-too-large': {
    title: 'This is larger than 32 MiB',
    sentence: 'It was not stored. Keep less of it: fewer pictures, fewer rows.',
  },
  'grant-not-found': {
    title: 'The runner does not know this permission',
    sentence: reload,
    button: 'Reload',
  },
  'invitation-late': { title: 'This invitation is too old.', sentence: invite, button: 'Connect' },
  'invitation-malformed': {
    title: 'This is not an invitation.',
    sentence: 'Copy the whole line that the runner printed; it starts with mayfly1.',
    button: 'Connect',
  },
  'invitation-unknown': {
    title: 'The runner does not know this invitation.',
    sentence: invite,
    button: 'Connect',
  },
  'invitation-used': {
    title: 'This invitation was already used.',
    sentence: `${invite} If nobody you know used it, tell your administrator.`,
    button: 'Connect',
  },
  'not-allowed': {
    title: 'You may not do this',
    sentence: 'Nothing was changed. Ask an administrator of your organization.',
  },
  'not-built': {
    title: 'This runner cannot do that yet',
    sentence: 'Nothing was changed. Update the runner when a newer one is out.',
  },
  'not-found': {
    title: 'There is nothing at this address',
    sentence: older,
    button: 'Copy for support',
  },
  'not-latest-attempt': {
    title: 'A newer try of this run has taken over',
    sentence: 'Nothing to do: the newer try reports.',
    button: 'Open the run',
  },
  'not-stopped': {
    title: 'Nobody stopped this run',
    sentence: 'It is tried again, or you are asked what became of it.',
    button: 'Open the run',
  },
  'not-your-organization': {
    title: 'This belongs to another organization',
    sentence: 'It was not opened. Choose something of your own organization.',
  },
  'organization-not-found': {
    title: 'The runner does not know this organization',
    sentence: 'Your keys and recordings stay on this device. Connect again with a new invitation.',
    button: 'Paste invitation',
  },
  replayed: {
    title: 'This was asked before',
    sentence: 'It is not done twice. Ask again.',
    button: 'Try now',
  },
  'report-already-posted': {
    title: 'This run has its report already',
    sentence: 'Nothing to do.',
    button: 'Open the run',
  },
  'run-differs': {
    title: 'Another run has this number',
    sentence: 'Nothing was started. Run again.',
    button: 'Run again',
  },
  'run-ended': {
    title: 'This run has ended',
    sentence: 'Open its report.',
    button: 'Open the run',
  },
  'run-not-found': {
    title: 'The runner does not know this run',
    sentence: 'Nothing was started or stopped. Go back to the list of runs.',
    button: 'All runs',
  },
  'subject-not-found': {
    title: 'The runner does not know this',
    sentence: reload,
    button: 'Reload',
  },
  'too-many-requests': {
    title: 'Too much was asked at once',
    sentence: 'Nothing was lost. Wait a minute, then try again.',
    button: 'Try now',
  },
  unsigned: {
    title: 'Nobody signed for this',
    sentence: 'Nothing was done. Unlock Mayfly, then try again.',
    button: 'Unlock',
  },
};
