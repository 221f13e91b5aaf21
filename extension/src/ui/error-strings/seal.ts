import type { SealCode } from '@mayfly/shared/base/errors.ts';
import type { ErrorWords } from '../error-words.ts';

const forSafety = 'This was not opened, to be safe';
const changed = {
  title: forSafety,
  sentence:
    'It was changed, or was not made by one of your devices. Nothing ran. Store or save it once more.',
  button: 'Copy for support',
};

/** What only sealing, confirming, settling or pairing once more mends, in words. */
export const sealErrorStrings: Readonly<Record<SealCode, ErrorWords>> = {
  'already-released': {
    title: 'This try was started before',
    sentence: 'It is not started twice. Look at the run: it goes on, or a new try follows.',
    button: 'Open the run',
  },
  'attempts-spent': {
    title: 'All tries of this run are used',
    sentence: 'Nothing was changed by them. Look at the last one, then run again.',
    button: 'Run again',
  },
  'broker-changed': {
    title: 'Your runner is not the one you connected.',
    sentence:
      'Its fingerprint changed and the old key did not vouch for it. Nothing was sent. Ask your administrator for a new invitation.',
    button: 'Paste invitation',
  },
  'budget-spent': {
    title: 'The runs allowed for a day are used',
    sentence: 'Nothing was started. Wait until tomorrow, or allow more runs in the review.',
    button: 'Review',
  },
  'draft-gone': {
    title: 'This draft is gone',
    sentence: 'It was saved, discarded, or is older than 7 days. Record the task again.',
    button: 'Record again',
  },
  expired: {
    title: 'Its end has passed',
    sentence: 'It was not opened. Store the sign-in again, or confirm the permission again.',
    button: 'Review',
  },
  'grant-not-in-force': {
    title: 'The permission does not hold',
    sentence:
      'It was changed, revoked, has ended, or waits for a yes. Nothing ran. Review and confirm it.',
    button: 'Review',
  },
  'history-forked': {
    title: 'Your runner shows two different pasts',
    sentence:
      'What it says of who did what does not fit what it said before. Stop using it and ask your administrator.',
    button: 'Copy details for your administrator',
  },
  locked: {
    title: 'Mayfly is locked',
    sentence: 'Nothing was lost. Enter your passphrase.',
    button: 'Unlock',
  },
  marked: {
    title: 'This run has made a change',
    sentence: 'So it is not started again. Look at the site, then answer the question in the run.',
    button: 'Open the run',
  },
  'not-fresh': {
    title: 'Mayfly was not unlocked for too long',
    sentence: 'Its schedules stopped; nothing was deleted. Unlock Mayfly.',
    button: 'Unlock',
  },
  'not-paired': {
    title: 'Mayfly is not connected to a runner yet',
    sentence: 'Recordings stay on this device until it is.',
    button: 'Connect',
  },
  'not-signed-in': {
    title: 'You do not seem to be signed in here.',
    sentence: 'Nothing was stored. Sign in on this site, then store its cookies again.',
    button: 'Ask again',
  },
  'order-expired': {
    title: 'This start was signed for another time',
    sentence: 'Nothing ran. Run again.',
    button: 'Run again',
  },
  'permission-refused': {
    title: 'Chrome was told no.',
    sentence: 'Nothing was read or stored. Allow it when Chrome asks.',
    button: 'Ask again',
  },
  'runner-restored': {
    title: 'Your runner was restored from a backup',
    sentence:
      'It is as it was when that was made: what was done after may be missing, also what you revoked. Nothing runs until an administrator has looked at it and opens it again.',
    button: 'Look what is missing',
  },
  'sign-in-elsewhere': {
    title: 'This sign-in was stored on another device',
    sentence: 'It stays as it is. Resync it there, or store it anew here.',
    button: 'Store cookies',
  },
  'slot-outside-grace': {
    title: 'This run came too late or too early',
    sentence: 'Nothing ran. Wait for the next time, or run now.',
    button: 'Run now',
  },
  stopped: {
    title: 'This run was stopped',
    sentence: 'What it had done before stays. Run again when you want it.',
    button: 'Run again',
  },
  tampered: changed,
  'unknown-sender': changed,
  'unknown-version': {
    title: forSafety,
    sentence: 'It was made by a newer Mayfly. Nothing ran. Update Mayfly.',
    button: 'Copy for support',
  },
  unproved: {
    title: 'What the runner says of this run is not proved',
    sentence: 'Do not rely on it. Open the proof to see what is missing.',
    button: 'Erasure proof',
  },
  unsettled: {
    title: 'An earlier run may have made a change',
    sentence: 'Nobody has looked yet, so nothing was started. Open that run and answer.',
    button: 'Open the run',
  },
  'void-since-restore': {
    title: 'This was to run before your runner was restored',
    sentence:
      'It is not run any more, since it may have run already. Look at the site whether it was done, then run again.',
    button: 'Run again',
  },
  'wrong-id': changed,
  'wrong-organization': {
    title: forSafety,
    sentence: 'It belongs to another organization. Nothing ran.',
    button: 'Copy for support',
  },
  'wrong-passphrase': {
    title: 'This is not the passphrase of this device.',
    sentence: 'Nothing was changed. Try once more; nobody can reset it.',
    button: 'Unlock',
  },
  'wrong-purpose': changed,
  'wrong-recipient': {
    title: 'This was not locked for this device',
    sentence: 'It stays as it is. Open it on a device that can, or store it again.',
  },
  'wrong-subject': changed,
};
