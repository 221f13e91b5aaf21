import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, it, vi } from 'vitest';

it('a part ends when whoever started it was killed', async () => {
  const leash = pathToFileURL(join(import.meta.dirname, 'leash.ts')).href;
  const part = `process.send(process.pid); setInterval(() => {}, 1000);`;
  const starter = `const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['--import', ${JSON.stringify(leash)}, '-e', ${JSON.stringify(part)}],
      { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.on('message', (pid) => console.log(pid));`;
  const owner = spawn(process.execPath, ['-e', starter]);
  const [said] = (await once(owner.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  owner.kill('SIGKILL');
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 5_000);
});
