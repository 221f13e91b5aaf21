import { count } from '../../ui/format.ts';

/** Words of the stored sign-ins. */
export const signIns = {
  title: 'Sign-ins',
  lead: 'Cookies you stored, locked on your devices. The runner’s server cannot open them.',
  asOf: (time: string) => `As last known, ${time}.`,
  store: 'Store cookies of a site',
  caption: 'Stored sign-ins',
  site: 'Site',
  health: 'Health',
  usedBy: 'Used by',
  stored: 'Stored',
  actions: 'Actions',
  cookies: (amount: number) => count(amount, 'cookie'),
  with: (hosts: string) => `with ${hosts}`,
  storageEntries: (amount: number) => count(amount, 'storage entry', 'storage entries'),
  nothing: 'Nothing',
  automations: (amount: number) => count(amount, 'automation'),
  resync: 'Resync',
  resyncNamed: (host: string) => `Resync ${host}`,
  why: 'Why?',
  whyTitle: (host: string) => `Why ${host} does not work in the cloud`,
  whyMore:
    'The site ties its sign-ins to one device: it checks a key that never leaves this computer. A copy of the cookies is worth nothing to another browser, so Mayfly does not use it. Your own sign-in is not affected.',
  test: 'Try it in the cloud',
  revoke: 'Revoke',
  revokeTitle: (host: string) => `Revoke the sign-in to ${host}?`,
  revokeRuns: (amount: number) =>
    amount === 0
      ? 'No run is in line.'
      : `${count(amount, 'run')} in line or under way will be stopped.`,
  keep: 'Keep it',
  close: 'Close',
  resynced: (host: string, added: number, gone: number) =>
    `${host} is stored anew: ${count(added, 'cookie')} new, ${gone} gone.`,
  revoked: (host: string, runs: number) =>
    `The sign-in to ${host} is revoked, and your runner has signed that. ${runs === 0 ? 'No run was in line.' : `${count(runs, 'run')} in line ${runs === 1 ? 'was' : 'were'} stopped.`}`,
  otherDevice: 'Stored on another device. It asks again there.',

  warn: 'Warn me',
  warnExpiry: '1 day before a sign-in expires',
  warnSignedOut: 'When a site signs a run out',
  resyncAlone: 'Resync by itself when I visit the site',

  revoking: 'Revoking',
  revokingMore:
    'Revoke makes the stored copy useless at once, also for runs in line. Runs under way are stopped.',
  revokingNot:
    'It does not sign you out at the site. To end the sign-in there too, sign out of the site in every browser.',

  emptyTitle: 'Nothing stored.',
  emptyMore: 'Open a site where you are signed in, press the Mayfly icon, then Store cookies.',
} as const;
