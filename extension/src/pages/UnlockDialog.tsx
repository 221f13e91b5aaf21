import { Dialog } from '../ui/Dialog.tsx';
import { strings } from '../ui/strings.ts';
import type { UnlockState } from '../ui/UnlockForm.tsx';
import { UnlockForm } from '../ui/UnlockForm.tsx';

type UnlockDialogProps = {
  state: UnlockState;
  onUnlock: (passphrase: string) => void;
  onClose: () => void;
};

/** Asks for the passphrase over a page, at the first act that needs a key. */
export function UnlockDialog({ state, onUnlock, onClose }: UnlockDialogProps) {
  return (
    <Dialog title={strings.unlock.title} onClose={onClose} note={strings.unlock.sentence}>
      <UnlockForm state={state} onUnlock={onUnlock} />
    </Dialog>
  );
}
