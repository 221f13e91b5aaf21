import type { EngineCode } from '@mayfly/shared/base/errors.ts';
import type { ErrorWords } from '../error-words.ts';

const waits = 'Nothing was lost. It is tried again by itself.';
const operator = 'Nothing ran. Tell whoever runs your runner.';
const forOperator = 'Copy details for your administrator';

/** What the operator mends, or time, in words. */
export const engineErrorStrings: Readonly<Record<EngineCode, ErrorWords>> = {
  'address-in-use': {
    title: 'Another program listens at an address of your runner',
    sentence: 'The runner did not start. Stop that program, or choose other addresses.',
    button: forOperator,
  },
  'already-running': {
    title: 'Mayfly runs already on this data',
    sentence: 'Nothing was touched. Use that one, or stop it first.',
  },
  'broker-unreachable': {
    title: 'The part of your runner that keeps the keys does not answer',
    sentence: waits,
    button: 'Try now',
  },
  'browser-not-found': {
    title: 'No browser was found that runs can use',
    sentence: 'Nothing ran. Install Chrome, Chromium or Edge where the runner is.',
    button: forOperator,
  },
  'data-not-writable': {
    title: 'Your runner may not write to its data folder',
    sentence: operator,
    button: forOperator,
  },
  'database-unreachable': {
    title: 'The runner’s database does not answer',
    sentence: waits,
    button: 'Try now',
  },
  deadline: {
    title: 'The run took longer than it may',
    sentence: 'Its browser is ended. Give it more time in the review, or make it shorter.',
    button: 'Review',
  },
  evicted: {
    title: 'The machine needed its memory back and ended the browser',
    sentence: waits,
  },
  'fence-not-proved': {
    title: 'The one-time browser could not prove that it is shut in',
    sentence: `It was not used. ${operator}`,
    button: forOperator,
  },
  'image-not-listed': {
    title: 'This browser program is not on your runner’s list',
    sentence: operator,
    button: forOperator,
  },
  'image-not-pulled': {
    title: 'The browser program could not be fetched',
    sentence: operator,
    button: forOperator,
  },
  internal: {
    title: 'The runner met a fault of its own',
    sentence: 'What was asked was not done.',
    button: 'Copy for support',
  },
  'keys-not-opened': {
    title: 'The runner’s keys were wrapped by another key, or were changed',
    sentence: operator,
    button: forOperator,
  },
  'keys-not-wrapped': {
    title: 'The runner’s keys lie open, and it was told of a key service',
    sentence: operator,
    button: forOperator,
  },
  'keys-wrapped': {
    title: 'The runner’s keys are wrapped, and it was told of no key service',
    sentence: operator,
    button: forOperator,
  },
  'kms-refused': {
    title: 'The key service does not unwrap the runner’s keys',
    sentence: operator,
    button: forOperator,
  },
  'kms-unreachable': {
    title: 'The key service of the runner does not answer',
    sentence: operator,
    button: forOperator,
  },
  'no-sandbox': {
    title: 'The browser’s own protection cannot start on the runner’s machine',
    sentence: `So no run starts. ${operator}`,
    button: forOperator,
  },
  'node-lost': {
    title: 'Contact with the machine of this run was lost',
    sentence: 'Unless a change was made, it is tried again by itself.',
  },
  'node-too-old': {
    title: 'The runner needs Node.js 22.12 or newer',
    sentence: 'It did not start. Start it with npm start, which brings the right one.',
  },
  'out-of-memory': {
    title: 'The browser needed more memory than it may have',
    sentence: 'Its browser is ended. Choose a smaller page, or give runs more memory.',
    button: 'Run again',
  },
  'part-not-started': {
    title: 'A part of your runner did not start',
    sentence: operator,
    button: forOperator,
  },
  'pod-not-found': { title: 'There is no such one-time browser', sentence: waits },
  'pod-not-live': {
    title: 'This one-time browser is not alive, or not a new one',
    sentence: waits,
  },
  'program-missing': {
    title: 'A program that your runner needs is not installed',
    sentence: operator,
    button: forOperator,
  },
  'runner-full': { title: 'Your runner has no room for another run now', sentence: waits },
  'runner-unreachable': {
    title: 'Your runner does not answer',
    sentence: 'Recording and editing work. Look whether it is started and whether you are online.',
    button: 'Try now',
  },
  'session-busy': { title: 'Another run is using this sign-in', sentence: waits },
  'settings-malformed': {
    title: 'The settings of your runner cannot be read',
    sentence: operator,
    button: forOperator,
  },
  'start-failed': { title: 'The one-time browser did not start', sentence: waits },
  'still-running': { title: 'The last run is still going', sentence: waits },
  'token-refused': {
    title: 'This one-time browser could not prove which one it is',
    sentence: operator,
    button: forOperator,
  },
};
