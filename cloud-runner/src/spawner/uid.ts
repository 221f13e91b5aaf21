import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { randomId16 } from '@mayfly/shared/base/ids.ts';

/** What only pods of this boot of the machine start with: all of an earlier boot are gone with it. Empty if unknown. */
export function bootMark(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    return createHash('sha256').update(boot).digest('hex').slice(0, 8);
  } catch {
    return '';
  }
}

/** A uid that no pod had before. */
export function newUid(): string {
  return `${bootMark() || 'unmarked'}-${randomId16()}`;
}

/** Whether a pod of this uid was born before the machine's last start. */
export function isOfEarlierBoot(uid: string): boolean {
  const mark = bootMark();
  return mark !== '' && /^[0-9a-f]{8}-/.test(uid) && !uid.startsWith(`${mark}-`);
}
