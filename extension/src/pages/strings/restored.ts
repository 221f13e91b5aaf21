import type { LostThing } from '../../cloud/lost-acts.ts';

const things: Readonly<Record<LostThing, string>> = {
  automation: 'An automation that was saved and confirmed',
  permission: 'A permission that was confirmed',
  'sign-in': 'A sign-in that was stored',
  secret: 'A secret that was entered',
  answer: 'An answer what became of a run',
  approval: 'An approval',
  device: 'A device that was added',
  'removed-device': 'A device that was removed: it belongs to you again until you remove it',
  rule: 'A rule of your organization',
};

const revoked: Readonly<Record<LostThing, string>> = {
  ...things,
  automation: 'An automation that was removed',
  permission: 'A permission that was revoked',
  'sign-in': 'A sign-in that was revoked',
  secret: 'A secret that was removed',
};

/** Words of a runner that was restored from a backup. */
export const restored = {
  title: 'Your runner was restored from a backup',
  look: 'Look what is missing',
  since: (at: string) =>
    `Your runner is as it was when the backup was made. Its last change of people, devices and permissions is of ${at}.`,
  nothing: 'This browser saw nothing that is missing.',
  againTitle: 'Revoked again before anything can run',
  lostTitle: 'Missing: do it again where you still want it',
  revoked,
  things,
  runs: (entries: string) =>
    `${entries} of what runs did. A run may have made a change that your runner knows nothing of: look at its report, or at the site.`,
  void: 'What was waiting to run does not run any more. Schedules go on with their next time.',
  warning:
    'Nobody restored a backup? Then do not open it: somebody may want something back that you revoked. Ask whoever runs your runner.',
  open: 'Open the runner again',
  opening: 'Opening…',
  onlyAdmin: 'Only an administrator can open it again.',
} as const;
