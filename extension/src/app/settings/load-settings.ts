import { kidOf } from '@mayfly/shared/envelope/keys.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { syncCharter } from '../../cloud/charter.ts';
import { connect } from '../../cloud/doors.ts';
import { lockedDevice } from '../../store/device.ts';
import { runner } from '../../store/runner.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { DeviceRow, RunnerKeyState, SettingsView } from '../../pages/settings-view.ts';
import { strings } from '../../pages/strings.ts';

/** What settings show of runner and organization. Never throws for a runner that is away, or is not the one pinned. */
export type LoadedSettings = Pick<SettingsView, 'runner' | 'devices'>;

/** Asks the runner for a fresh word, checks it, and tells how it stands. */
export async function loadSettings(): Promise<LoadedSettings> {
  await ready();
  const startedAt = performance.now();
  const asked = await ask();
  const answeredMs = Math.round(performance.now() - startedAt);
  const pinned = await runner.getValue();
  const device = await lockedDevice.getValue();
  const key = pinned ? kidOf(fromBase64url(pinned.brokerSign)) : '';
  return {
    devices: device ? devicesOf(asked.charter, device.sign, device.createdAt) : [],
    runner: {
      address: pinned?.brokerUrl ?? '',
      key: shortKey(key),
      keyState: asked.keyState,
      ownVersion: chrome.runtime.getManifest().version,
      ...(asked.charter ? { answeredMs } : {}),
      checkedAt: pinned?.reachedAt,
      logSize: pinned?.log.size,
      acts: pinned ? pinned.seq + 1 : undefined,
      head: pinned ? shortKey(pinned.head) : undefined,
    },
  };
}

/** Codes of an answer that the pinned key did not sign. */
const otherKey: ReadonlySet<string> = new Set(['unknown-sender', 'tampered', 'broker-changed']);

async function ask(): Promise<{ charter?: Charter; keyState: RunnerKeyState }> {
  try {
    const { charter } = await syncCharter(await connect());
    return { charter, keyState: 'pinned' };
  } catch (error) {
    if (!(error instanceof MayflyError)) throw error;
    return { keyState: otherKey.has(error.code) ? 'changed' : 'pinned' };
  }
}

function devicesOf(charter: Charter | undefined, sign: string, createdAt: number): DeviceRow[] {
  const own = kidOf(fromBase64url(sign));
  const words = strings.settings;
  const here: DeviceRow = { id: own, name: words.thisBrowser, here: true, addedAt: createdAt };
  const others = [...(charter?.devices.values() ?? [])]
    .filter(({ kid, untilSeq }) => kid !== own && untilSeq === undefined)
    .map(({ kid }): DeviceRow => ({ id: kid, name: shortKey(kid), here: false, addedAt: 0 }));
  return [here, ...others];
}

/** `7f3c 91ab … e04d`: enough to compare by eye. */
function shortKey(text: string): string {
  return `${text.slice(0, 4)} ${text.slice(4, 8)} … ${text.slice(-4)}`;
}
