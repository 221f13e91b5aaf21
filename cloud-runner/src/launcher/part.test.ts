import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { startPart } from './part.ts';
import type { PartPlan } from './part.ts';

/** Starts a program that does as it is told, and says `born <pid>` once it hears what it is to hear. */
const start = async (body: string, plan: Partial<PartPlan> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-part-'));
  const main = join(folder, 'main.mjs');
  const log = join(folder, 'log');
  writeFileSync(main, `${body}\nconsole.log('born ' + process.pid);`);
  const readLog = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  const isReady = () => Promise.resolve(readLog().includes('born'));
  const part = await startPart({
    name: 'x',
    main,
    config: '-',
    cwd: folder,
    log,
    isReady,
    ...plan,
  });
  onTestFinished(() => part.stop(100));
  return { part, readLog, folder };
};

const stays = 'setInterval(() => {}, 1000);';
const births = (log: string) => log.match(/born \d+/g) ?? [];

describe('a part', () => {
  it('that ends before it is ready is told with its log', async () => {
    const failing = start('process.exit(3)', { isReady: () => Promise.resolve(false) });
    await expect(failing).rejects.toMatchObject({
      code: 'part-not-started',
      message: expect.stringMatching(/see .*log/) as string,
    });
  });

  it('comes back when it dies', async () => {
    const onDeath = vi.fn<(name: string, againInMs: number) => void>();
    const { part, readLog } = await start(stays, { onDeath });
    process.kill(part.pid() ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(births(readLog())).toHaveLength(2), 5_000);
    expect(onDeath).toHaveBeenCalledWith('x', 1_000);
  });

  it('that is stopped ends by SIGTERM and stays away', async () => {
    const { part, readLog } = await start(
      `process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); ${stays}`,
    );
    await part.stop();
    await vi.waitFor(() => expect(readLog()).toContain('bye'), 10_000);
    expect(births(readLog())).toHaveLength(1);
  });

  it('that ignores SIGTERM is ended after its grace', async () => {
    const { part } = await start(`process.on('SIGTERM', () => {}); ${stays}`);
    const pid = part.pid() ?? 0;
    await part.stop(50);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('sees nothing of the environment but what a program needs', async () => {
    process.env['MAYFLY_CANARY'] = 'seen';
    onTestFinished(() => void delete process.env['MAYFLY_CANARY']);
    const { readLog } = await start(`console.log(Object.keys(process.env).join()); ${stays}`);
    await vi.waitFor(() => expect(readLog()).toContain('PATH'), 10_000);
    expect(readLog()).not.toContain('MAYFLY_CANARY');
  });

  it('keeps out of its log the lines that somebody took', async () => {
    const lines: string[] = [];
    const { part, readLog } = await start(
      `process.stdin.on('data', () => console.log('mayfly1.secret\\nafter')); ${stays}`,
      { onLine: (line) => line.startsWith('mayfly1.') && lines.push(line) > 0 },
    );
    part.say('');
    await vi.waitFor(() => expect(readLog()).toContain('after'), 10_000);
    expect(lines).toEqual(['mayfly1.secret']);
    expect(readLog()).not.toContain('mayfly1.');
  });
});
