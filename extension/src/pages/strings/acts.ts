/** Words of what is asked before something is done, and of what was refused. */
export const acts = {
  record: 'Record new',
  recordMore:
    'Open the site where you repeat yourself, press the Mayfly icon, then “Record on this site”.',
  address: 'Address of the site',
  addressWrong: 'This is not the address of a site.',
  openSite: 'Open the site',
  store: 'Store cookies of a site',
  storeMore: 'Open a site where you are signed in, press the Mayfly icon, then “Store cookies”.',
  signInAt: (host: string) => `Sign in at ${host}`,
  signInThere:
    'You are not signed in there in this browser. Sign in in the tab that has opened; we go on by ourselves.',
  stopWaiting: 'Do not wait',
  cancel: 'Cancel',
  close: 'Close',
  run: (name: string) => `Run ${name}`,
  runNow: 'Run now',
  asks: 'This automation asks for something at each run. It is locked on this device before it leaves.',
  pick: 'Show it on the page',
  pickMore: (host: string) =>
    `${host} opens in a tab. Click the thing there, or press Tab to it and then Enter. Nothing is recorded, and the page does not notice the click.`,
  pickPrepare:
    'Not there yet? Press Esc, bring the page to where the thing is, come back here and pick again.',
  pickOpen: 'Open and pick',
  pickNow: 'Pick again',
  picking: 'Waiting for you to pick it in the other tab.',
  pickedNothing: 'Nothing was picked.',
  importWrong: 'This file holds no automation.',
  importWrongMore: 'Choose a file that Mayfly has exported. Nothing was changed.',
  runsFile: 'Mayfly runs.csv',
  runsColumns: ['Run', 'Automation', 'Number', 'State', 'Started (UTC)', 'Seconds', 'Reason'],
  unproved: 'unproved',
  removed: 'Removed automation',
  trial: (name: string) => `Trial of ${name}`,
} as const;
