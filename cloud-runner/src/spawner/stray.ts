import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { killOne } from './gone.ts';

/**
 * Ends a pod without namespaces that outlived its spawner, with the family that it started. The number may be another
 * process' by now: only one that runs this very program is ended. On Windows children end with their parent anyway.
 */
export async function endStray(pid: number, podProgram: string): Promise<void> {
  if (process.platform === 'win32') return;
  const asked = promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
  // `ps` fails where there is no such process.
  const command = await asked.then(
    ({ stdout }) => stdout,
    () => '',
  );
  if (command.includes(podProgram)) killOne(-pid);
}
