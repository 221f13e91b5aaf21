import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { imagesBefore, runImages } from './run-images.ts';

const folder = mkdtempSync(join(tmpdir(), 'mayfly-images-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the run images that are let through', () => {
  it.each([
    ['at first, one', 'a', [], ['a']],
    ['for the next version, the one before too', 'b', ['a'], ['b', 'a']],
    ['on the way back, the one that is left', 'a', ['b', 'a'], ['a', 'b']],
    ['with other settings, the same', 'b', ['b', 'a'], ['b', 'a']],
    ['for the version after that, never more than two', 'c', ['b', 'a'], ['c', 'b']],
  ])('are, %s', (_, run, before, images) => {
    expect(runImages({ run }, before)).toEqual(images);
  });

  it('are read from the broker’s configuration, whatever else is in it', () => {
    const file = join(folder, 'broker.json');
    expect(imagesBefore(file)).toEqual([]);
    writeFileSync(file, JSON.stringify({ images: ['b', 'a'], another: 'version' }));
    expect(imagesBefore(file)).toEqual(['b', 'a']);
  });
});
