import * as fc from 'fast-check';
import { randomId16, id32 } from '@mayfly/shared/base/ids.ts';
import { decodeCbor, encodeCbor } from '@mayfly/shared/envelope/cbor.ts';
import { openClaim, openRelease } from '@mayfly/shared/envelope/claim.ts';
import { readGrant } from '@mayfly/shared/envelope/grant.ts';
import { readStub } from '@mayfly/shared/envelope/format.ts';
import { sealKeys } from '@mayfly/shared/envelope/keys.ts';
import { open } from '@mayfly/shared/envelope/open.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import type { CborValue } from '@mayfly/shared/envelope/cbor.ts';
import type { Statement } from '@mayfly/shared/envelope/statement.ts';
import type { Beat } from '@mayfly/shared/envelope/statement/beat.ts';
import { statementTypes } from './statement-cases.ts';
import { mustNotCrash, mustRefuse } from './tally.ts';
import type { Tally } from './tally.ts';

/** Names that mean something somewhere, so that chance comes further than the first field. */
const known = `
  v suite purpose org subject prev owner scope createdAt sender header commit nonce body sig
  wraps by at seq acts act run token name attempt sign seal fence certificate grant envelopes
`
  .trim()
  .split(/\s+/);

const key = fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 8 }));
const leaf = fc.oneof(
  fc.constantFrom(0, 1, 2, 1_800_000_000_000, true, false, 'grant', 'session'),
  fc.maxSafeInteger(),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(16, 24, 32, 64).map((size) => new Uint8Array(size)),
  fc.uint8Array({ maxLength: 80 }),
);
const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 8 }).map((pairs) => new Map(pairs)),
  ),
}));

const org = id32(new Uint8Array(32));
const expected = {
  purpose: 'grant',
  org,
  subject: randomId16(),
  id: org,
  senderOf: () => new Uint8Array(32),
  now: 0,
} as const;

/** What reads bytes of others, each of which must refuse what chance made. */
const readers: Readonly<
  Record<string, (bytes: Uint8Array, own: ReturnType<typeof sealKeys>) => unknown>
> = {
  envelope: (bytes) => open(bytes, expected, new Uint8Array(32)),
  stub: readStub,
  grant: readGrant,
  claim: (bytes, own) => openClaim(bytes, own),
  'sealed claim': (bytes, own) => openClaim(wrapDek(bytes, own.publicKey), own),
  release: (bytes, own) => openRelease(wrapDek(bytes, own.publicKey), own),
  ...Object.fromEntries(
    Object.entries(statementTypes).map(([name, type]) => [
      name,
      (bytes: Uint8Array) =>
        read(type as unknown as Statement<Beat>, { bytes, sig: new Uint8Array(64) }),
    ]),
  ),
};

/** Random CBOR of our profile, and random bytes: refused by every reader, and by an error of ours. */
export const tryRandom = (tally: Tally, seed: number, numRuns: number): void => {
  const own = sealKeys();
  const all = (what: string, bytes: Uint8Array) => {
    for (const [name, reader] of Object.entries(readers)) {
      mustRefuse(tally, `${name}: ${what} of seed ${seed}`, () => reader(bytes, own));
    }
  };
  for (const [at, said] of fc.sample(value, { seed, numRuns }).entries()) {
    const bytes = encodeCbor(said);
    mustNotCrash(tally, `CBOR ${at} of seed ${seed}`, () => {
      const again = encodeCbor(decodeCbor(bytes));
      if (!Buffer.from(again).equals(bytes)) throw new Error('comes back as other bytes');
    });
    all(`CBOR ${at}`, bytes);
  }
  for (const [at, bytes] of fc
    .sample(fc.uint8Array({ maxLength: 400 }), { seed, numRuns })
    .entries()) {
    mustNotCrash(tally, `bytes ${at} of seed ${seed}`, () => decodeCbor(bytes));
    all(`bytes ${at}`, bytes);
  }
  all('nothing', new Uint8Array());
  all('noise', randomBytes(2_000));
};
