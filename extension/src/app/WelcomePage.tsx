import { useEffect, useState } from 'react';
import { PairFlow } from '../popup/PairFlow.tsx';
import { Welcome } from '../pages/Welcome.tsx';
import { lockedDevice } from '../store/device.ts';
import { pairingStage } from '../store/runner.ts';
import { showRoute } from './show-route.ts';
import styles from './WelcomePage.module.css';

/** The first page after installing; connecting goes the same way as in the popup, an invitation at hand filled in. */
export function WelcomePage() {
  const [connecting, setConnecting] = useState<boolean>();
  useEffect(() => {
    void hasBegun().then(setConnecting);
  }, []);
  if (connecting === undefined) return null;
  if (!connecting) return <Welcome onConnect={() => setConnecting(true)} />;
  return (
    <div className={styles['around']}>
      <div className={styles['card']}>
        <PairFlow onPaired={toAutomations} />
      </div>
    </div>
  );
}

/** Whether connecting has begun, here or in the popup. Who is connected already has nothing to do here. */
async function hasBegun(): Promise<boolean> {
  if (await lockedDevice.getValue()) toAutomations();
  return (await pairingStage.getValue()) !== null;
}

function toAutomations(): void {
  showRoute({ page: 'automations' });
}
