import { setTimeout as pause } from 'node:timers/promises';

import { EngineError } from '@mayfly/shared/base/errors.ts';

/** Asks again and again, for 30 s, until it is so. @throws EngineError `part-not-started` */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  otherwise: string,
): Promise<void> => {
  const end = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new EngineError('part-not-started', { message: otherwise });
    await pause(20);
  }
};
