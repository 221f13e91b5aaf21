import {
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { describe, expect, it } from 'vitest';

import { openLog, turnLog } from './part-log.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'mayfly-part-log-'));

describe('the log of a part', () => {
  it('is appended to', async () => {
    const path = join(folder(), 'part.log');
    writeFileSync(path, 'before\n');
    const log = openLog(path);
    log.write('after\n');
    log.end();
    await finished(log);
    expect(readFileSync(path, 'utf8')).toBe('before\nafter\n');
  });

  it.runIf(process.platform === 'linux')('goes on when the disk is full', async () => {
    const path = join(folder(), 'part.log');
    symlinkSync('/dev/full', path);
    const log = openLog(path);
    log.write('lost\n');
    log.write('lost too\n');
    log.end();
    await finished(log);
    expect(log.errored).toBeNull();
  });

  it('is put aside when it is long', () => {
    const path = join(folder(), 'part.log');
    turnLog(path);
    writeFileSync(path, '');
    truncateSync(path, 10 * 1024 * 1024 + 1);
    turnLog(path);
    expect(statSync(`${path}.1`).size).toBe(10 * 1024 * 1024 + 1);
    expect(() => statSync(path)).toThrow('ENOENT');
  });
});
