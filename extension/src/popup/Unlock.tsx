import { LockKeyhole } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { strings } from '../ui/strings.ts';
import type { UnlockState } from '../ui/UnlockForm.tsx';
import { UnlockForm } from '../ui/UnlockForm.tsx';
import { useTitle } from '../ui/use-title.ts';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';

type UnlockProps = { state: UnlockState; onUnlock: (passphrase: string) => void };

/** Once per browser start, at the first act that needs a key. */
export function Unlock({ state, onUnlock }: UnlockProps) {
  useTitle(strings.unlock.title);
  return (
    <PopupFrame>
      <PopupPart>
        <div className={styles['hero']}>
          <Icon of={LockKeyhole} size={20} />
        </div>
        <h2 className={styles['title']}>{strings.unlock.title}</h2>
        <p className={classNames(styles['lead'], 'dim')}>{strings.unlock.sentence}</p>
      </PopupPart>
      <PopupPart>
        <UnlockForm state={state} onUnlock={onUnlock} />
      </PopupPart>
    </PopupFrame>
  );
}
