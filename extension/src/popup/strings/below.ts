import { count } from '../../ui/format.ts';

/** Words of what the popup shows a moment after its buttons: news, automations, runs. */
export const below = {
  automations: 'Automations for this site',
  noAutomation: 'None yet. Record the first one.',
  run: 'Run now',
  runNamed: (name: string) => `Run now, ${name}`,
  ask: 'Ask to run',
  askNamed: (name: string) => `Ask to run, ${name}`,
  next: (time: string) => `Next run ${time}`,
  onDemand: 'When you ask',
  changes: 'Makes changes',
  changesApproved: 'Makes changes, second person approves',
  runs: 'Latest runs',
  noRun: 'No run yet.',
  needsYou: 'Unknown, needs you',
  expires: (host: string, left: string | undefined) =>
    left === undefined
      ? `The sign-in to ${host} has expired.`
      : `The sign-in to ${host} expires ${left.toLowerCase()}.`,
  signedOut: (host: string) => `${host} has signed a run out.`,
  fresh: (by: string, schedules: number) =>
    `Unlock Mayfly by ${by}, or ${count(schedules, 'schedule')} ${schedules === 1 ? 'stops' : 'stop'}.`,
  signIns: 'Open sign-ins',
  unlock: 'Unlock',
  asking: 'Asking your runner, and opening what it sends.',
  lockedTitle: 'Mayfly is locked.',
  lockedMore: 'Your automations and runs are shown once it is unlocked. Recording works now.',
  asOf: (time: string) => `Last known, ${time}`,
  awayTitle: 'Your runner does not answer.',
  awayMore: 'Recording works. Runs and storing wait until it is back.',
} as const;
