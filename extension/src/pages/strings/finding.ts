/** Words of the ways in which a thing was found, and of what is told of a failed step. */
export const finding = {
  aria: (name: string) => `Role and name, “${name}”`,
  text: 'Text',
  testId: 'Test id',
  label: 'Label',
  place: 'Place on the page',
  style: 'How it is built',
  likeness: 'By likeness',
  address: 'Page',
  status: 'Answer of the site',
  network: 'Network',
  coveredBy: 'Covered by',
  waited: 'Waited',
  refused: 'Refused',
  values: 'Values',
  name: 'Name',
  value: 'Value',
} as const;

/** Words of who did what around a run. */
export const history = {
  you: 'You',
  another: 'Another person',
  runner: 'Your runner',
  browser: 'The one-time browser',
  confirmed: (version: number) => `Confirmed version ${version} of `,
  ordered: 'Ordered this run',
  slot: 'Found this run due by its schedule',
  released: (attempt: number) =>
    attempt === 1 ? 'Let one browser in' : `Let one browser in, try ${attempt}`,
  marked: 'Allowed it to make changes',
  ended: 'Told its end',
  gone: 'Saw that the browser is gone',
  notSeen: 'Could not see whether the browser is gone',
  stopped: 'Stopped this run',
  settled: (done: boolean) => (done ? 'Answered: it happened' : 'Answered: it did not happen'),
  thisDevice: (version: number) => `This browser, version ${version}`,
} as const;
