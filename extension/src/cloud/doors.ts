import { SealError } from '@mayfly/shared/base/errors.ts';
import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import { deviceKeys } from '../vault/device.ts';
import { runner } from '../store/runner.ts';
import { fetchWithin } from './fetch-within.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { DeviceKeys } from '../vault/device.ts';
import type { Runner } from '../store/runner.ts';

/** The runner as an unlocked device reaches it. */
export type Connection = {
  readonly org: OrgId;
  readonly keys: DeviceKeys;
  readonly runner: Runner;
  readonly broker: Door;
  readonly service: Door;
};

/** Both doors, with this device's signature on every request. Throws `not-paired` or `locked`. */
export async function connect(): Promise<Connection> {
  const pinned = await runner.getValue();
  if (!pinned) throw new SealError('not-paired');
  const keys = await deviceKeys();
  const org = pinned.org as OrgId;
  const door = (url: string): Door => ({
    url,
    fetch: fetchWithin(),
    authorize: (method, path, body) =>
      authorize({ method, path, body, org, at: Date.now() }, keys.sign),
  });
  return {
    org,
    keys,
    runner: pinned,
    broker: door(pinned.brokerUrl),
    service: door(pinned.serviceUrl),
  };
}
