import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { buildWhenStale, top } from './build.ts';

describe('a build', () => {
  it('is made when it is missing or a source changed, and only then', async () => {
    const folder = mkdtempSync(join(top, 'cloud-runner/src/launcher/.build-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const source = join(folder, 'source.ts');
    const output = join(folder, 'output.mjs');
    const build = () =>
      buildWhenStale({
        sources: [`${relative(top, folder)}/source.ts`],
        output,
        make: () => Promise.resolve(writeFileSync(output, 'made')),
      });
    writeFileSync(source, 'one');
    expect(await build()).toBe(true);
    expect(await build()).toBe(false);
    writeFileSync(source, 'two');
    expect(await build()).toBe(true);
    rmSync(output);
    expect(await build()).toBe(true);
  });

  it('that failed is made again', async () => {
    const folder = mkdtempSync(join(top, 'cloud-runner/src/launcher/.build-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const output = join(folder, 'output.mjs');
    writeFileSync(output, 'half');
    const failing = buildWhenStale({
      sources: [],
      output,
      make: () => Promise.reject(new Error('no')),
    });
    await expect(failing).rejects.toThrow('no');
    const again = buildWhenStale({ sources: [], output, make: () => Promise.resolve() });
    expect(await again).toBe(true);
  });
});
