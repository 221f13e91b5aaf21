import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A display that nobody sees. */
export type Display = { name: string; stop: () => Promise<void> };

/** Starts one, with Xvfb, under a number of its own choice. */
export const startDisplay = async (): Promise<Display> => {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [number] = (await once(server.stdout, 'data')) as [Buffer];
  return {
    name: `:${number.toString().trim()}`,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
};
