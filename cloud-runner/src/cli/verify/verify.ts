import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { surestOf } from '@mayfly/shared/envelope/statement/gone.ts';
import { openReader } from '../database.ts';
import { finding } from '../finding.ts';
import { tablesWith } from './canaries.ts';
import { faultsOfLog, organizationsOf, readLedger } from './ledger.ts';
import { readTold, unfounded, unseen } from './runs.ts';
import type { LivePod } from '@mayfly/shared/api/spawner-routes.ts';
import type { Finding } from '../finding.ts';

/** What is verified, from outside: by what lies in the databases, and the pods that live. */
export type Subject = {
  readonly brokerUrl: string;
  /** Of the service's roles. */
  readonly serviceUrls: readonly string[];
  /** Ed25519, base64url: from the anchor. */
  readonly brokerSign: string;
  readonly pods: () => Promise<readonly LivePod[]>;
  /** Values that may stand nowhere: secrets that a test planted, say. */
  readonly canaries: readonly string[];
};

/**
 * Whether what the broker says holds together: the log is as it was signed, each release belongs to an order or a slot, each
 * pod that had keys is gone or lives, and no canary stands in a database.
 */
export async function verifyInstallation(subject: Subject): Promise<Finding[]> {
  await ready();
  const broker = openReader(subject.brokerUrl);
  const services = subject.serviceUrls.map(openReader);
  try {
    const orgs = await organizationsOf(broker);
    const live = new Set((await subject.pods()).map(({ uid }) => uid));
    const log: string[] = [];
    const baseless: string[] = [];
    const left: string[] = [];
    const grades = new Map<string, number>();
    let releases = 0;
    let leaves = 0;
    for (const org of orgs) {
      const ledger = await readLedger(broker, org);
      const told = readTold(ledger, fromBase64url(subject.brokerSign));
      log.push(...faultsOfLog(ledger), ...told.faults);
      baseless.push(...unfounded(ledger, told));
      left.push(...unseen(told, live));
      for (const said of Map.groupBy(told.gone, ({ uid }) => uid).values()) {
        const grade = surestOf(said)?.seen ?? 'unproved';
        grades.set(grade, (grades.get(grade) ?? 0) + 1);
      }
      releases += told.certificates.length;
      leaves += ledger.leaves.length;
    }
    const hits: string[] = [];
    for (const reader of [broker, ...services]) {
      hits.push(...(await tablesWith(reader, subject.canaries, orgs)));
    }
    const seen = [...grades].map(([grade, count]) => `${count} ${grade}`).join(', ') || 'none yet';
    return [
      finding(`The log is as it was signed: ${leaves} leaves of ${orgs.length} organizations`, log),
      finding(`Each release belongs to an order or a slot: ${releases} releases`, baseless),
      finding(`Each pod that had keys is gone, or lives: ${seen}`, left),
      finding(`No canary stands in a database: ${subject.canaries.length} looked for`, hits),
    ];
  } finally {
    await Promise.all([broker, ...services].map((reader) => reader.close()));
  }
}
