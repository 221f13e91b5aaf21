import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { strings } from '../../pages/strings.ts';

const words = strings.acts;

/** Picking on a page is done while recording; here is said how. */
export function PickNotice({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title={words.pick}
      onClose={onClose}
      actions={<Button onClick={onClose}>{words.close}</Button>}
    >
      <p className="dim">{words.pickMore}</p>
    </Dialog>
  );
}
