import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startProgram } from '../harness/npm-start.ts';
import type { Started } from '../harness/npm-start.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mayfly-demo-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex');

/** Its temporary files lie in a folder of their own, so that what it leaves can be seen. */
const demo = (temporary = mkdtempSync(join(folder, 'tmp-'))): Started & { temporary: string } => {
  const started = startProgram('test/demo/main.ts', {
    TMPDIR: temporary,
    MAYFLY_PICTURES: join(folder, 'pictures'),
  });
  return { ...started, temporary };
};

/** Processes that were started in a folder: their command line names it. */
const processesOf = (path: string): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(path));

describe('npm run demo', () => {
  it('shows the whole of it, takes its pictures, and leaves nothing', async () => {
    const { ended, text, temporary } = demo();
    expect({ code: await ended, text: text() }).toMatchObject({ code: 0 });
    expect(text()).toMatch(/Exactly one change\s+arrived/);
    expect(text()).toMatch(/none\s+was\s+found/);
    expect(readdirSync(temporary)).toEqual([]);
    expect(processesOf(temporary)).toEqual([]);
  });

  it('takes pictures that are small enough to be committed', () => {
    const pictures = readdirSync(join(folder, 'pictures'));
    expect(pictures).toEqual(
      expect.arrayContaining(['popup.png', 'panel.png', 'review.png', 'report.png', 'proof.png']),
    );
    for (const name of pictures) {
      const picture = readFileSync(join(folder, 'pictures', name));
      expect(picture.subarray(0, 8)).toEqual(pngStart);
      expect({ name, kib: picture.length / 1024 < 150 }).toEqual({ name, kib: true });
    }
  });

  it.each([/✓ Application/, /✓ Recorded/])(
    'stopped by Ctrl-C after “%s” ends at once and leaves nothing',
    async (line) => {
      const { process, says, ended, text, temporary } = demo();
      await says(line);
      process.kill('SIGINT');
      expect({ code: await ended, text: text() }).toMatchObject({ code: 130 });
      expect(text()).toMatch(/Stopped\s+before\s+its\s+end/);
      expect(readdirSync(temporary)).toEqual([]);
      expect(processesOf(temporary)).toEqual([]);
    },
  );

  it('says which stage failed, why and what to do, and fails', async () => {
    const { ended, text } = demo(join(folder, 'not-there'));
    expect(await ended).toBe(1);
    expect(text()).toMatch(/“Application” did not go well\. ENOENT/);
  });
});
