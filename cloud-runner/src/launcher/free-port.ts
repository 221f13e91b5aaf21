import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

import { EngineError } from '@mayfly/shared/base/errors.ts';

/** Below what a system gives to connections that go out: none of those can take it before it is listened on. */
const [lowest, highest] = [20_000, 32_767];
const mostTries = 100;

/**
 * A port of the loopback address that nobody listens on now.
 * @throws EngineError `address-in-use`
 */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const port = randomInt(lowest, highest + 1);
    if (await isFree(port)) return port;
  }
  throw new EngineError('address-in-use', { message: 'No port of 127.0.0.1 can be listened on.' });
};

/** Whether a port of the loopback address can be listened on. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
