import { parseAutomation } from '@mayfly/shared/automation/parse.ts';
import { expect, test } from 'vitest';
import { probeAutomation, verdictOfProbe, verdictOfRun } from './probe-automation.ts';

const page = 'https://ledger.example/invoices';
const origins = ['https://ledger.example'];

test('a try is an automation like any other, and none of its steps changes anything', () => {
  const made = parseAutomation(
    probeAutomation({ name: 'x', page, absent: ['a', 'b'], origins }, 1),
  );
  expect(made.steps.map(({ type }) => type)).toEqual(['go-to', 'wait', 'wait']);
  expect(JSON.stringify(made.steps[1])).toContain('html:not(:has(a, b))');
});

test('a page that wants a password, or another page, means signed out', () => {
  expect(verdictOfProbe({ status: 'failed', code: 'session-expired', step: 0 })).toBe(false);
  expect(verdictOfProbe({ status: 'failed', code: 'timed-out', step: 1 })).toBe(false);
  expect(verdictOfProbe({ status: 'failed', code: 'origin-refused', step: 0 })).toBe(false);
  expect(verdictOfProbe({ status: 'succeeded' })).toBe(true);
});

test('a site that does not answer says nothing of the sign-in', () => {
  expect(verdictOfProbe({ status: 'failed', code: 'site-unreachable', step: 0 })).toBeUndefined();
  expect(verdictOfProbe({ status: 'failed', code: 'timed-out', step: 0 })).toBeUndefined();
  expect(verdictOfProbe({ status: 'canceled' })).toBeUndefined();
});

test('of an ordinary run, only success and a sign-in that ended say something', () => {
  expect(verdictOfRun({ status: 'succeeded' })).toBe(true);
  expect(verdictOfRun({ status: 'failed', code: 'session-expired' })).toBe(false);
  expect(verdictOfRun({ status: 'failed', code: 'timed-out', step: 2 })).toBeUndefined();
});
