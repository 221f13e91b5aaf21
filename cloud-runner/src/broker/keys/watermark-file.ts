import { constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Place } from './watermark.ts';

const digits = 16;

/**
 * A watermark in a file of one number. It is written at each commit and never waited for: what a crash of the machine takes
 * of it leaves it lower, which accuses nobody.
 */
export function watermarkFile(file: string): Place {
  let handle: number | undefined;
  return {
    read: () => {
      try {
        const text = readFileSync(file, 'utf8');
        return /^\d{16}\n$/.test(text) ? Number(text) : undefined;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: (n) => {
      const isFirst = handle === undefined;
      handle ??= openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
      writeSync(handle, `${String(n).padStart(digits, '0')}\n`, 0);
      // Once a start: a file that is there and empty would be taken for a watermark that was lost.
      if (isFirst) fsyncSync(handle);
    },
  };
}
