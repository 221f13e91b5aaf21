import { PassThrough } from 'node:stream';

import { expect, it } from 'vitest';

import { makeScreen } from './screen.ts';

const onPaper = () => {
  const stream = new PassThrough().setEncoding('utf8');
  const screen = makeScreen(stream as unknown as NodeJS.WriteStream);
  return { screen, text: () => String(stream.read()) };
};

it('a stage is one line with its time, and answers what its work answered', async () => {
  const { screen, text } = onPaper();
  expect(await screen.stage('Database', () => Promise.resolve(7))).toBe(7);
  expect(text()).toMatch(/^ {2}✓ Database +0\.0 s\n$/);
});

it('a stage that fails is marked, and its error goes on', async () => {
  const { screen, text } = onPaper();
  await expect(screen.stage('Service', () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  expect(text()).toMatch(/^ {2}✗ Service/);
});

it('long sentences are wrapped, and a long word stays whole', () => {
  const { screen, text } = onPaper();
  screen.line(`${'word '.repeat(20)}${'x'.repeat(90)} end`);
  const lines = text().trimEnd().split('\n');
  expect(lines).toContain(`  ${'x'.repeat(90)}`);
  expect(lines.filter((line) => line.length > 78)).toHaveLength(1);
});
