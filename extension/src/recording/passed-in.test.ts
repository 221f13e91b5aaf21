import { expect, test } from 'vitest';
import { passedIn } from './passed-in.ts';
import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';

const [app, provider, other] = [
  'https://app.example',
  'https://me.provider.example',
  'https://x.test',
];

const click = (name: string, url: string): RecordedEvent => ({
  kind: 'click',
  at: 1,
  url,
  tab: 0,
  target: { name, selectors: [`#${name}`] },
  button: 'left',
  count: 1,
  modifiers: [],
});

const password: RecordedEvent = {
  kind: 'input',
  at: 1,
  url: `${provider}/flow`,
  tab: 0,
  target: { name: 'Password', selectors: ['#password'] },
  value: { secret: 'Password' },
};

const draftOf = (events: RecordedEvent[], passed: string[]) => ({
  id: 'a',
  startedAt: 1,
  stoppedAt: 2,
  sites: [app],
  facts: { origins: [], passed, deviceBound: [provider] },
  events,
  unseen: [],
});

test('the site of the password belongs to the sign-in of the site that was worked on', () => {
  const events = [click('in', `${app}/`), password, click('list', `${app}/home`)];
  expect(passedIn(draftOf(events, [app, provider, other]))).toEqual({
    'app.example': { origins: [provider], deviceBound: true },
  });
});

test('a site that was only visited does not, unless its name is that of a sign-in', () => {
  const events = [click('list', `${app}/home`)];
  const passed = [app, other, 'https://login.corp.test'];
  expect(passedIn(draftOf(events, passed))).toEqual({
    'app.example': { origins: ['https://login.corp.test'], deviceBound: false },
  });
});
