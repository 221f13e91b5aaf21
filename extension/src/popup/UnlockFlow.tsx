import { useState } from 'react';
import { Unlock } from './Unlock.tsx';
import type { UnlockState } from '../ui/UnlockForm.tsx';

/** Asks for the passphrase, then goes on with what was asked for. */
export function UnlockFlow({ onUnlocked }: { onUnlocked: () => void }) {
  const [state, setState] = useState<UnlockState>('asking');
  const tryIt = async (passphrase: string) => {
    setState('unlocking');
    const { unlock } = await import('../vault/device.ts');
    try {
      await unlock(passphrase);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'wrong-passphrase'))
        throw error;
      return setState('wrong');
    }
    return onUnlocked();
  };
  return <Unlock state={state} onUnlock={(passphrase) => void tryIt(passphrase)} />;
}
