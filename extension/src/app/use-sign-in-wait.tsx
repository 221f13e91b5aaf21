import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { strings } from '../pages/strings.ts';

const words = strings.acts;

/** Waits for the person to sign in at a host; gives whether they did, or gave up. */
export type WaitForSite = (
  host: string,
  work: (signal: AbortSignal) => Promise<boolean>,
) => Promise<boolean>;

/** How a page waits for a sign-in in another tab, and what it says meanwhile. */
export function useSignInWait(): { wait: WaitForSite; waiting: ReactNode } {
  const [waited, setWaited] = useState<{ host: string; stop: () => void }>();
  const wait: WaitForSite = async (host, work) => {
    const ended = new AbortController();
    setWaited({ host, stop: () => ended.abort() });
    const isThere = await work(ended.signal);
    setWaited(undefined);
    return isThere;
  };
  const waiting = waited && (
    <Dialog
      title={words.signInAt(waited.host)}
      onClose={waited.stop}
      actions={<Button onClick={waited.stop}>{words.stopWaiting}</Button>}
    >
      <output className="dim">{words.signInThere}</output>
    </Dialog>
  );
  return { wait, waiting };
}
