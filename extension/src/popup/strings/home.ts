import { count } from '../../ui/format.ts';

/** Words around the popup. */
export const frame = {
  notConnected: 'Not connected',
  connected: 'Runner connected',
  away: 'Runner not reached',
  settings: 'Settings',
  open: 'Open Mayfly',
  zone: (zone: string) => `All times ${zone}`,
} as const;

/** Words of where one starts on a site. */
export const home = {
  record: 'Record on this site',
  stop: 'Stop and review',
  recorded: (steps: number) => count(steps, 'step'),
  store: 'Store cookies',
  resync: 'Resync',
  noSignIn: 'No sign-in stored',
  signIn: (word: string) => `Sign-in ${word.charAt(0).toLowerCase()}${word.slice(1)}`,
  notRecordable: 'Chrome does not let extensions work on this page.',
  notRecordableMore: 'Open the site where you repeat yourself, then press the Mayfly icon.',
} as const;
