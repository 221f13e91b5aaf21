import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { takeLock } from './lock.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'mayfly-lock-'));

describe('a data directory', () => {
  it('is taken once at a time, and names who has it', async () => {
    const data = newFolder();
    const lock = await takeLock(data);
    await expect(takeLock(data)).rejects.toMatchObject({
      code: 'already-running',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
    lock.release();
  });

  it('can be taken again once it was released', async () => {
    const data = newFolder();
    (await takeLock(data)).release();
    expect(existsSync(join(data, 'lock'))).toBe(false);
    (await takeLock(data)).release();
  });

  it('can be taken again after its owner was killed', async () => {
    const data = newFolder();
    const lockFile = JSON.stringify(join(import.meta.dirname, 'lock.ts'));
    const program = `const { takeLock } = await import(${lockFile});
      await takeLock(${JSON.stringify(data)}); console.log('taken'); setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program]);
    await once(owner.stdout, 'data');
    await expect(takeLock(data)).rejects.toMatchObject({ code: 'already-running' });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const lock = await takeLock(data);
    expect(readFileSync(join(data, 'lock'), 'utf8')).toBe(`${process.pid}\n`);
    lock.release();
  });

  it('is not taken of a folder that cannot be written, and says so', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(takeLock(join(file, 'data'))).rejects.toMatchObject({
      code: 'data-not-writable',
      message: expect.stringContaining(file),
    });
  });
});
