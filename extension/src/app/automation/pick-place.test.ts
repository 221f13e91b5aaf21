import { expect, test } from 'vitest';
import { pageOf, toolFor } from './pick-place.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';

const target = { name: 'x', selectors: ['#x'] };
const click = (id: string, page?: string): Step => ({
  type: 'click',
  id,
  target,
  how: 'single',
  ...(page === undefined ? {} : { page }),
});
const steps: Step[] = [
  { type: 'go-to', id: 'a', url: 'https://a.example/start' },
  click('b', 'https://a.example/list'),
  click('c'),
];
const automation = { steps, origins: ['https://a.example'] };

test('a thing is picked on the page on which its step was recorded', () => {
  expect(pageOf(automation, steps[1]!)).toBe('https://a.example/list');
});
test('a new step is picked where the one before it acts', () => {
  expect(pageOf(automation, steps[2]!)).toBe('https://a.example/list');
  expect(pageOf({ ...automation, steps: [click('c')] }, click('c'))).toBe('https://a.example/');
});
test('what is read is picked as it stands, and what is clicked as a whole', () => {
  expect(toolFor({ type: 'get-table' })).toBe('table');
  expect(toolFor({ type: 'get-data' })).toBe('check');
  expect(toolFor({ type: 'click' })).toBe('thing');
});
