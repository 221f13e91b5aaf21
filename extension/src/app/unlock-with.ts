import { SealError } from '@mayfly/shared/base/errors.ts';
import { unlock } from '../vault/device.ts';
import type { UnlockState } from '../ui/UnlockForm.tsx';

/** Tries a passphrase, and tells how it goes; that it was right is seen by the keys being at hand. */
export async function unlockWith(
  passphrase: string,
  tell: (state: UnlockState) => void,
): Promise<void> {
  tell('unlocking');
  try {
    await unlock(passphrase);
  } catch (error) {
    if (!(error instanceof SealError) || error.code !== 'wrong-passphrase') throw error;
    tell('wrong');
  }
}
