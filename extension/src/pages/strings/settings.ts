import { count } from '../../ui/format.ts';

/** Words of the settings and of the first page after installing. */
export const settings = {
  title: 'Settings',
  devices: 'Devices',
  addDevice: 'Add a device',
  devicesNotBuilt: 'Only one device so far: adding and removing others is not built yet.',
  thisBrowser: 'This browser',
  here: 'You are here',
  thisDevice: (added: string) => `This device. Added ${added}`,
  otherDevice: (used: string | undefined, by: string | undefined) =>
    [
      ...(used ? [`Last used ${used}.`] : []),
      ...(by ? [`Added by ${by}, by invitation`] : ['Added by invitation']),
    ].join(' '),
  remove: 'Remove',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeMore:
    'It can open nothing new from now on, and may start nothing. What it has opened before, it has seen.',
  keep: 'Keep it',
  lock: 'Lock now',

  kit: 'Recovery kit',
  kitNotSaved: 'Not saved yet',
  kitSaved: (date: string) => `Saved ${date}`,
  kitNotBuilt: 'Not available yet',
  kitMore:
    'If every device is lost, this file and its passphrase are the only way back. We cannot help: nobody else holds your keys.',
  kitNotBuiltMore:
    'If you lose this browser profile, all that is stored must be made again. Nobody else holds your keys.',
  kitSave: 'Save recovery kit',
  kitTest: 'Test a saved kit',

  runner: 'Runner',
  connected: (ms: number) => `Connected, answered in ${ms} ms`,
  away: 'Not reached',
  address: 'Address',
  key: 'Runner key',
  keyPinned: (key: string) => `${key}, pinned`,
  log: 'Its log',
  logNow: (entries: number, time: string) =>
    `${count(entries, 'entry', 'entries')}, none changed. Checked ${time}`,
  acts: 'What was signed',
  actsNow: (acts: number, head: string) => `${count(acts, 'signature')}, the last is ${head}`,
  extension: 'This extension',
  change: 'Change runner',
  forgetTitle: 'Forget this runner?',
  forgetMore:
    'Your keys on this device go, and with them all that only they can open: automations, sign-ins and reports. What your runner keeps stays locked for ever. Then you can paste another invitation.',
  forget: 'Forget it',
  test: 'Check now',
  keyChanged: 'Your runner is not the one you connected.',
  keyChangedMore:
    'Its key changed and the old key did not vouch for it. Nothing was sent. Ask your administrator for a new invitation.',
  paste: 'Paste invitation',
  keyVouched: 'Your runner has a new key, vouched for by the old one.',

  sites: 'Sites',
  sitesNone: 'Mayfly may look at no site. It asks when you record or store cookies.',
  siteMay: { record: 'Record', cookies: 'Cookies' },
  takeBack: 'Take back',
  takeBackNamed: (host: string) => `Take back what Mayfly may do on ${host}`,

  keyboard: 'Keyboard',
  singleKeys: 'Keys of one letter act in lists and reports',

  protectedTitle: 'What is protected, and what is not',
  protects: [
    'The runner’s server and database hold only locked data. They cannot read your steps, cookies, results or pictures.',
    'A one-time browser does only what you signed: these steps, these sites, these changes.',
    'Each run has its own browser, in memory only, erased whatever happens.',
    'After a change, nothing is repeated without a person’s word.',
    'Every start, approval and change is in a log that shows tampering.',
  ],
  cannot: 'It cannot protect you from',
  limits: [
    'Someone who controls the machines that the runner runs on.',
    'A tampered update of this extension.',
    'A person at this computer while it is unlocked.',
    'The site itself: it sees a run as it sees you.',
  ],
  check: 'Check it yourself',
  checkNote: (checks: number, seconds: number) =>
    `Runs ${count(checks, 'check')} against your runner, about ${seconds} s`,
  checking: (done: number, of: number) => `Check ${done + 1} of ${of}`,
  checks: {
    'key-and-log': {
      words:
        'The pinned key signed what your runner says, and its log only grew since you last saw it',
    },
    acts: { words: 'Every act of your organization is signed by a device that may do it' },
    locked: {
      words: 'What the server stores opens with your keys, and nothing in it can be read without',
    },
    'changed-byte': { words: 'What the server stores is refused once a byte is changed' },
  },
  looked: {
    'key-and-log': (amount: number) => count(amount, 'entry', 'entries'),
    acts: (amount: number) => count(amount, 'signature'),
    locked: (amount: number) => count(amount, 'automation'),
    'changed-byte': (amount: number) => count(amount, 'automation'),
  },
  checkResults: 'Results of the checks',

  welcome: {
    title: 'Welcome',
    heading: 'Do it once. Mayfly does it again.',
    more: 'Record a task in your browser. A one-time browser in the cloud does it again, reports, and is erased. Whoever runs the server cannot read your cookies, steps or results.',
    connect: 'Connect to your runner',
    noSite:
      'Mayfly was installed without access to any site. It asks for each one when you use it there.',
    own: 'Your own runner',
    ownMore: 'Start it with npm start, or on your cluster. It prints an invitation.',
    first: 'Record a task',
    firstMore: 'On the site, as always. You see every step as a sentence.',
    limits: 'Agree on the limits',
    limitsMore: 'Which sites, which changes, how often. You sign them; nobody can go beyond.',
  },
} as const;
