import type { Kid } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import type { DeviceRow } from './tables.ts';

/** Keeps a device that the charter admitted. Once dismissed, it stays so. */
export async function admitDevice(
  { org, tx }: InOrg,
  device: Omit<DeviceRow, 'org' | 'until'>,
): Promise<void> {
  const row = { ...device, org, until: null };
  await tx
    .insertInto('devices')
    .values(row)
    .onConflict((clash) => clash.doNothing())
    .execute();
}

/** Notes that the charter dismissed a device at `at`. */
export async function dismissDevice({ org, tx }: InOrg, kid: Kid, at: number): Promise<void> {
  await tx
    .updateTable('devices')
    .set({ until: at })
    .where('org', '=', org)
    .where('kid', '=', kid)
    .execute();
}

/** The device of this key, unless it is dismissed or not of this organization. */
export function findDevice({ org, tx }: InOrg, kid: Kid): Promise<DeviceRow | undefined> {
  return tx
    .selectFrom('devices')
    .selectAll()
    .where('org', '=', org)
    .where('kid', '=', kid)
    .where('until', 'is', null)
    .executeTakeFirst();
}
