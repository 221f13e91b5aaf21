import { lazy, Suspense, useEffect, useState } from 'react';
import { LiveClock } from '../ui/clock.tsx';
import { lockedDevice } from '../store/device.ts';
import { HomeFlow } from './HomeFlow.tsx';

const PairFlow = lazy(async () => ({ default: (await import('./PairFlow.tsx')).PairFlow }));

/** The popup: connect first, then start on the page under it. */
export function PopupApp() {
  const [paired, setPaired] = useState<boolean>();
  useEffect(() => {
    void lockedDevice.getValue().then((device) => setPaired(device !== null));
  }, []);
  if (paired === undefined) return null;
  return (
    <LiveClock>
      <Suspense>{paired ? <HomeFlow /> : <PairFlow onPaired={() => setPaired(true)} />}</Suspense>
    </LiveClock>
  );
}
