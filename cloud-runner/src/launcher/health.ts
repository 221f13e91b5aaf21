import { connect } from 'node:net';

import { EngineError } from '@mayfly/shared/base/errors.ts';

import { isFree } from './free-port.ts';
import { until } from './until.ts';

/** Whether a door answers, and does not answer that it is not ready. */
export const answersHttp = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false; // Nobody listens yet.
  }
};

/** Whether somebody listens at a socket of the file system. */
export const answersSocket = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.unref();
    socket.once('connect', () => socket.destroy());
  });

/**
 * Waits until nobody listens at a port: parts of a runner that was killed take a moment to end.
 * @throws EngineError `address-in-use`
 */
export const portIsFree = async (port: number): Promise<void> => {
  try {
    await until(() => isFree(port), '', 10_000);
  } catch (cause) {
    const message = `Another program listens at 127.0.0.1:${port}.`;
    throw new EngineError('address-in-use', { message, cause });
  }
};
