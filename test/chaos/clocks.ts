import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Parts } from '@mayfly/cloud-runner/launcher/installation.ts';

/** The clocks of the parts, each of which can be set wrong. */
export type Clocks = {
  /** From here on a part's clock is wrong by so many ms; 0 sets it right. */
  readonly set: (name: keyof Parts, wrongByMs: number) => void;
  /** Parts that start from here on have true clocks. */
  readonly end: () => void;
};

const movedClock = pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href;

/** From here on every part that this process starts has a clock that can be moved: Node is started by a script. */
export function takeClocks(): Clocks {
  const node = process.execPath;
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-clocks-'));
  chmodSync(folder, 0o755); // Parts become users of their own.
  const script = join(folder, 'node');
  const words = [
    '#!/bin/sh',
    `MAYFLY_CLOCKS='${folder}' exec '${node}' --import '${movedClock}' "$@"`,
  ];
  writeFileSync(script, `${words.join('\n')}\n`, { mode: 0o755 });
  process.execPath = script;
  return {
    set: (name, wrongByMs) => {
      // Nobody reads half of it.
      writeFileSync(join(folder, `.${name}`), String(wrongByMs));
      renameSync(join(folder, `.${name}`), join(folder, name));
    },
    end: () => {
      process.execPath = node;
      rmSync(folder, { recursive: true });
    },
  };
}
