import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watermarkOf } from './watermark.ts';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'mayfly-watermark-')), 'watermark');

it('a watermark stands where it was raised to, in the next process too', () => {
  const file = fresh();
  const first = watermarkOf({ watermarkFile: file });
  expect([first.isKept, first.told()]).toEqual([true, undefined]);
  first.raise(41);
  first.raise(1_000_007);
  first.raise(42);
  expect(watermarkOf({ watermarkFile: file }).told()).toBe(1_000_007);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('a number that was told is not given again', () => {
  const watermark = watermarkOf({ watermarkFile: fresh() });
  watermark.raise(7);
  expect([watermark.pass(8), watermark.pass(undefined)]).toEqual([8, 0]);
  expect(() => watermark.pass(7)).toThrow('went back');
});

it.each(['', '7', 'no number at all'])('one that reads %j is none', (text) => {
  const file = fresh();
  writeFileSync(file, text);
  const watermark = watermarkOf({ watermarkFile: file });
  expect(watermark.told()).toBeUndefined();
  watermark.raise(12);
  expect(readFileSync(file, 'utf8').slice(0, 17)).toBe('0000000000000012\n');
});

it('without a place, none outlives the process', () => {
  const watermark = watermarkOf({});
  watermark.raise(3);
  expect([watermark.isKept, watermark.told(), watermarkOf({}).told()]).toEqual([
    false,
    3,
    undefined,
  ]);
});
