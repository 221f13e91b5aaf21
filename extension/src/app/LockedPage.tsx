import { useState } from 'react';
import { Card } from '../ui/Card.tsx';
import { UnlockForm } from '../ui/UnlockForm.tsx';
import { strings as shared } from '../ui/strings.ts';
import { useTitle } from '../ui/use-title.ts';
import { Page } from '../pages/Page.tsx';
import styles from './LockedPage.module.css';
import { unlockWith } from './unlock-with.ts';
import type { UnlockState } from '../ui/UnlockForm.tsx';
import type { ShellProps } from './shell-props.ts';

/** Once per browser start: everything here is locked to this device, so its passphrase comes first. */
export function LockedPage(props: ShellProps) {
  const [state, setState] = useState<UnlockState>('asking');
  useTitle(shared.unlock.title);
  return (
    <Page {...props} current={undefined} title={shared.unlock.title} lead={shared.unlock.sentence}>
      <Card padded className={styles['card']}>
        <UnlockForm
          state={state}
          onUnlock={(passphrase) => void unlockWith(passphrase, setState)}
        />
      </Card>
    </Page>
  );
}
