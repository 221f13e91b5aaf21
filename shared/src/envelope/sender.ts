import { deviceAt } from './charter.ts';
import { kidOf } from './keys.ts';
import type { Charter, Device } from './charter.ts';
import type { Header } from './format.ts';
import type { Certificate } from './statement/certificate.ts';

/** Looks up the Ed25519 key of the sender that a header names: undefined where it may not send this. */
export type SenderOf = (header: Header) => Uint8Array | undefined;

/** Devices that may send what link `seq` names (DESIGN §4's table): by role, and a session only by its owner. */
export function devicesAt(charter: Charter, seq: number): SenderOf {
  return (header) => {
    const device = deviceAt(charter, header.sender, seq);
    return device && maySend(device, header) ? device.sign : undefined;
  };
}

/** The pod of a certificate: what it reports, and the sessions that it renews. */
export function podOf(certificate: Certificate): SenderOf {
  return ({ purpose, sender, subject }) => {
    if (sender !== kidOf(certificate.sign)) return undefined;
    if (purpose === 'session') {
      return certificate.envelopes.some((given) => given.subject === subject)
        ? certificate.sign
        : undefined;
    }
    return reported.has(purpose) ? certificate.sign : undefined;
  };
}

const reported: ReadonlySet<Header['purpose']> = new Set(['progress', 'report', 'artifact']);

function maySend(device: Device, { purpose, owner }: Header): boolean {
  if (device.role === 'recovery') return false;
  if (device.role === 'trigger') return purpose === 'input';
  if (purpose === 'session' || purpose === 'secret') return owner === device.person;
  if (purpose === 'keys') return device.role === 'admin';
  return purpose === 'automation' || purpose === 'grant' || purpose === 'input';
}
