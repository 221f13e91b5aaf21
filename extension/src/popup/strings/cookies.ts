import { count } from '../../ui/format.ts';

/** Words of storing cookies. */
export const cookies = {
  title: 'Store cookies',
  lead: (needed: number, all: number) =>
    `${needed} of ${count(all, 'cookie')} keep you signed in. Mayfly locks them on this device; only a one-time browser that you allowed can open them.`,
  signIn: 'Your sign-in',
  passed: 'Also passed through while signing in',
  passedRenews: (amount: number) =>
    `${count(amount, 'cookie')}, so that the sign-in can renew itself`,
  storage: 'Site storage (localStorage)',
  storageSize: (entries: number, size: string) =>
    `${count(entries, 'entry', 'entries')}, ${size}. Only if the site needs it`,
  choose: 'Choose',
  others: (amount: number) => `${count(amount, 'other cookie')}, not needed`,
  leftOut: 'Left out',
  reasons: {
    'hidden-from-scripts': 'Hidden from scripts',
    'named-like-a-session': 'Named like a session',
    'until-closed': 'Ends with the browser',
    'one-sign-in': 'Was for one sign-in only',
    tracking: 'Looks like tracking',
    preference: 'Looks like a preference',
  },
  hidden: 'Hidden from scripts',
  readable: 'Readable by scripts',
  thisSite: 'this site only',
  insideOnly: (site: string) => `only inside ${site}`,
  browserCloses: 'When browser closes',
  expired: 'Expired',
  tied: 'This site may tie sign-ins to one device.',
  tiedMore: 'It could sign the cloud browser out. Mayfly tries it right after storing.',
  button: (amount: number, entries: number) =>
    `Lock and store ${[
      ...(amount > 0 ? [count(amount, 'cookie')] : []),
      ...(entries > 0 ? [count(entries, 'storage entry', 'storage entries')] : []),
    ].join(' and ')}`,
  nothingChosen: 'Tick at least one cookie',
  locking: 'Locking…',
  trying: 'Stored. Trying it in the cloud…',
  tryingMore: (seconds: number) =>
    `A one-time browser opens the page and nothing else, ${seconds} s so far.`,
  works: 'Works in the cloud',
  worksMore: 'A one-time browser opened the page and was signed in. It is stored.',
  signedOut: 'This site signed the cloud browser out',
  signedOutMore:
    'The copy stays locked. The site may tie sign-ins to one device. You are still signed in here.',
  untried: 'Stored',
  untriedMore: (why: string | undefined) =>
    why === undefined
      ? 'It was not tried in the cloud yet. The first run will show whether it works.'
      : `It could not be tried in the cloud: ${why}. The first run will show whether it works.`,
  resynced: (added: number, gone: number) => `${count(added, 'cookie')} new, ${gone} gone.`,
  forUseIn: (name: string) => `Use it in ${name}`,
  done: 'Done',
  none: 'You do not seem to be signed in here.',
  noneMore: 'Nothing was stored. Sign in on this site, then press Store cookies again.',
  refused: 'Chrome was told no. Nothing is stored.',
  refusedMore: 'Mayfly reads the cookies of this site only after you allow it.',
  askAgain: 'Ask again',
  reading: 'Reading the cookies of this site',
} as const;
