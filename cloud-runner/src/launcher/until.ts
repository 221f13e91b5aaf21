import { setTimeout as pause } from 'node:timers/promises';

import { EngineError } from '@mayfly/shared/base/errors.ts';

/** Asks again and again until it is so. @throws EngineError `part-not-started`, with the sentence, after the limit */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  otherwise: string,
  limitMs = 30_000,
): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new EngineError('part-not-started', { message: otherwise });
    await pause(20);
  }
};
