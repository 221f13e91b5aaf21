import { kidOf, sealKeys } from '../keys.ts';
import { open } from '../open.ts';
import { b64, ends, same } from './check.ts';
import expired from './envelope/expired.json' with { type: 'json' };
import opens from './envelope/opens.json' with { type: 'json' };
import tampered from './envelope/tampered.json' with { type: 'json' };
import unknownSender from './envelope/unknown-sender.json' with { type: 'json' };
import unknownVersion from './envelope/unknown-version.json' with { type: 'json' };
import wrongId from './envelope/wrong-id.json' with { type: 'json' };
import wrongOrganization from './envelope/wrong-organization.json' with { type: 'json' };
import wrongPurpose from './envelope/wrong-purpose.json' with { type: 'json' };
import wrongRecipient from './envelope/wrong-recipient.json' with { type: 'json' };
import wrongSubject from './envelope/wrong-subject.json' with { type: 'json' };
import type { EnvelopeId, OrgId, Subject } from '../../base/ids.ts';
import type { Purpose } from '../format.ts';
import type { Check } from './check.ts';

/** One envelope, what it must be, who is known, and the seed of the key that opens it. Bytes are base64url. */
export type EnvelopeCase = {
  readonly name: string;
  readonly file: string;
  readonly expected: {
    readonly purpose: string;
    readonly org: string;
    readonly subject: string;
    readonly id: string;
    readonly now: number;
  };
  readonly senders: readonly string[];
  readonly sealSeed: string;
  readonly plain: string;
};

/** One file a failure class, named as its code. */
const classes: Readonly<Record<string, readonly EnvelopeCase[]>> = {
  opens,
  tampered,
  'unknown-version': unknownVersion,
  'wrong-purpose': wrongPurpose,
  'unknown-sender': unknownSender,
  'wrong-organization': wrongOrganization,
  'wrong-subject': wrongSubject,
  'wrong-id': wrongId,
  expired,
  'wrong-recipient': wrongRecipient,
};

/** Every envelope of ours opens, or fails with the code of its file. */
export function envelopeChecks(): Check[] {
  return Object.entries(classes).flatMap(([code, cases]) =>
    cases.map((given) => ({
      name: `envelope, ${code}: ${given.name}`,
      run: () =>
        code === 'opens'
          ? same(openCase(given).plain, b64(given.plain))
          : ends(code, () => openCase(given)),
    })),
  );
}

function openCase({ file, expected, senders, sealSeed }: EnvelopeCase) {
  const known = new Map(senders.map((key) => [kidOf(b64(key)), b64(key)]));
  const wanted = {
    purpose: expected.purpose as Purpose,
    org: expected.org as OrgId,
    subject: expected.subject as Subject,
    id: expected.id as EnvelopeId,
    now: expected.now,
  };
  return open(b64(file), { ...wanted, senderOf: ({ sender }) => known.get(sender) }, [
    sealKeys(b64(sealSeed)),
  ]);
}
