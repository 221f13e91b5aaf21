import { useState } from 'react';
import { connect } from '../../cloud/doors.ts';
import { forgetRunner } from '../../cloud/forget-runner.ts';
import { checkRunner, selfChecks } from '../../cloud/self-checks.ts';
import { Settings } from '../../pages/Settings.tsx';
import { strings } from '../../pages/strings.ts';
import { knownHome } from '../../store/home.ts';
import { lastKnown } from '../../store/last-known.ts';
import { singleKeys } from '../../store/preferences.ts';
import { lock } from '../../vault/device.ts';
import { LoadState } from '../LoadState.tsx';
import { showRoute } from '../show-route.ts';
import { useActs } from '../use-acts.tsx';
import { useLoad } from '../use-load.ts';
import { useStored } from '../use-stored.ts';
import { loadSettings } from './load-settings.ts';
import { patternsOf, sitesOf } from './site-permissions.ts';
import { usePermissions } from './use-permissions.ts';
import type { CheckResult } from '../../pages/settings-view.ts';
import type { ShellProps } from '../shell-props.ts';

const words = strings.settings;

/** About how long all checks take, s. */
const checksTake = 2;

/** This device, its runner, and what Chrome allows Mayfly. */
export function SettingsPage(shell: ShellProps) {
  const [load, again] = useLoad(loadSettings, []);
  const allowed = usePermissions();
  const keys = useStored(singleKeys);
  const [checked, setChecked] = useState<readonly CheckResult[]>();
  const [checking, setChecking] = useState<{ done: number }>();
  const { act, over } = useActs();
  if (load.kind !== 'loaded') return <LoadState load={load} {...shell} current="settings" />;
  const check = async () => {
    const connection = await connect();
    const results: CheckResult[] = [];
    for (const one of selfChecks) {
      setChecking({ done: results.length });
      const { passed, amount, code } = await checkRunner(connection, one);
      results.push({
        ...words.checks[one],
        passed,
        detail: code ?? words.looked[one](amount ?? 0),
      });
    }
    setChecking(undefined);
    setChecked(results);
    await again();
  };
  return (
    <>
      <Settings
        {...shell}
        view={{
          ...load.value,
          canAddDevice: false,
          kit: { kind: 'not-built' },
          sites: sitesOf(allowed),
          singleKeys: keys ?? true,
          checks: { amount: selfChecks.length, seconds: checksTake },
          checking,
          checked,
        }}
        actions={{
          onLock: () => act(lockNow),
          onForgetRunner: () =>
            act(async () => {
              await forgetRunner();
              showRoute({ page: 'welcome' });
            }),
          onTestRunner: () => act(again),
          onTakeBack: (host) =>
            act(() => chrome.permissions.remove({ origins: patternsOf(allowed, host) })),
          onSingleKeys: (on) => act(() => singleKeys.setValue(on)),
          onCheck: () => act(() => check().finally(() => setChecking(undefined))),
        }}
      />
      {over}
    </>
  );
}

/** Names that were opened go with the keys. */
async function lockNow(): Promise<void> {
  await knownHome.removeValue();
  await lastKnown.removeValue();
  await lock();
}
