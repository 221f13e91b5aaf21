import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { strings } from '../pages/strings.ts';
import { wordsOf } from '../ui/words-of.ts';
import { useSignInWait } from './use-sign-in-wait.tsx';
import type { WaitForSite } from './use-sign-in-wait.tsx';
import type { ErrorWords } from '../ui/error-words.ts';

const words = strings.acts;

/** Does something that a button asked for. A refusal is shown over the page, in words. */
export type Act = (work: () => Promise<unknown>) => void;

/** How a page does things: the act, how it waits for a sign-in, and what is shown over it then, or when one was refused. */
export function useActs(): { act: Act; wait: WaitForSite; over: ReactNode } {
  const { wait, waiting } = useSignInWait();
  const [refused, setRefused] = useState<ErrorWords>();
  const act: Act = (work) => {
    work().catch((error: unknown) => setRefused(wordsOf(error)));
  };
  const close = () => setRefused(undefined);
  const failure = refused && (
    <Dialog
      title={refused.title}
      onClose={close}
      actions={<Button onClick={close}>{words.close}</Button>}
    >
      <p className="dim" role="alert">
        {refused.sentence}
      </p>
    </Dialog>
  );
  const over = (
    <>
      {waiting}
      {failure}
    </>
  );
  return { act, wait, over };
}
