import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const cli = join(import.meta.dirname, '../../cloud-runner/src/cli/main.ts');

/** An operator's command on the runner of a data folder, to its end: its code, and all that it said. */
export const mayflyCommand = async (
  data: string,
  words: readonly string[],
): Promise<{ code: number; said: string }> => {
  const child = spawn(process.execPath, [cli, ...words, '--data', data]);
  const code = new Promise<number>((resolve) =>
    child.once('close', (number) => resolve(number ?? 1)),
  );
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, said: out + err };
};
