import { expect, test } from 'vitest';
import { makeBell } from './bell.ts';

const longMs = 60_000;

test('a ring wakes everybody who waits', async () => {
  const bell = makeBell();
  const { signal } = new AbortController();
  const waiting = [bell.heard(0, longMs, signal), bell.heard(0, longMs, signal)];
  bell.ring();
  await Promise.all(waiting);
  expect(bell.rings()).toBe(1);
});

test('a ring between looking and waiting is not missed', async () => {
  const bell = makeBell();
  const rings = bell.rings();
  bell.ring();
  await bell.heard(rings, longMs, new AbortController().signal);
});

test('who is stopped waits no longer', async () => {
  const stopping = new AbortController();
  const waiting = makeBell().heard(0, longMs, stopping.signal);
  stopping.abort();
  await waiting;
});

test('nobody waits longer than was said', async () => {
  await makeBell().heard(0, 1, new AbortController().signal);
});
