import { CSPProvider } from '@base-ui/react/csp-provider';
import { LiveClock } from '../ui/clock.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { lockedDevice, unlockedSeeds } from '../store/device.ts';
import { singleKeys } from '../store/preferences.ts';
import { LockedPage } from './LockedPage.tsx';
import { RoutePage } from './RoutePage.tsx';
import { useRoute } from './use-route.ts';
import { useShell } from './use-shell.ts';
import { useStored } from './use-stored.ts';
import { WelcomePage } from './WelcomePage.tsx';

/** The pages: connect, unlock once per browser start, then whatever the address names. */
export function App() {
  const keys = useStored(singleKeys);
  return (
    <CSPProvider disableStyleElements>
      <LiveClock>
        <SingleKeys value={keys ?? true}>
          <Pages />
        </SingleKeys>
      </LiveClock>
    </CSPProvider>
  );
}

function Pages() {
  const route = useRoute();
  const device = useStored(lockedDevice);
  const seeds = useStored(unlockedSeeds);
  const shell = useShell();
  if (device === undefined || seeds === undefined) return null;
  if (device === null || route.page === 'welcome') return <WelcomePage />;
  if (seeds === null) return <LockedPage {...shell} />;
  return <RoutePage route={route} {...shell} />;
}
