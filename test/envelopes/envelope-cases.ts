import { decodeCbor, encodeCbor } from '@mayfly/shared/envelope/cbor.ts';
import { envelopeId, purposes, readFile, stubOf } from '@mayfly/shared/envelope/format.ts';
import { open } from '@mayfly/shared/envelope/open.ts';
import { seal, wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { randomId16, id32 } from '@mayfly/shared/base/ids.ts';
import type { CborMap } from '@mayfly/shared/envelope/cbor.ts';
import type { Purpose } from '@mayfly/shared/envelope/format.ts';
import type { Expected, Opened } from '@mayfly/shared/envelope/open.ts';
import type { SealKeys, SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import { flipped, refielded, resized } from './bend.ts';
import type { Choice } from './bend.ts';
import { mustRefuse } from './tally.ts';
import type { Tally } from './tally.ts';

/** Opens a file as somebody who knows what it must be: what is tried. */
export type Opener = typeof open;

type Mail = {
  readonly sealed: Sealed;
  readonly expected: Expected;
  readonly by: Uint8Array | readonly SealKeys[];
};

const now = 1_800_000_000_000;

/** An envelope of a purpose, as it is stored, and what whoever opens it knows. */
const mailOf = (purpose: Purpose, org: ReturnType<typeof id32>, sender: SignKeys): Mail => {
  const owned = purpose === 'session' || purpose === 'secret';
  const reader = sealKeys();
  const subject = randomId16();
  const sealed = seal({
    purpose,
    org,
    subject,
    ...(owned && { owner: randomId16(), scope: id32(randomBytes(32)) }),
    createdAt: now,
    plain: randomBytes(300),
    sender,
    recipients: owned ? [] : [reader.publicKey],
  });
  const senderOf = (header: { sender: string }) =>
    header.sender === sender.kid ? sender.publicKey : undefined;
  const expected = { purpose, org, subject, id: sealed.id, senderOf, now };
  return { sealed, expected, by: owned ? sealed.dek : [reader] };
};

/** Everything that may be done to an envelope of every purpose by who has no key of its sender. */
export const tryEnvelopes = (tally: Tally, choose: Choice, opener: Opener = open): void => {
  for (const purpose of purposes) {
    const [org, otherOrg] = [id32(randomBytes(32)), id32(randomBytes(32))];
    const sender = signKeys();
    const mail = mailOf(purpose, org, sender);
    const other = mailOf(purpose, org, sender);
    const foreign = mailOf(purpose, otherOrg, sender);
    const { file } = mail.sealed;
    const refuse = (how: string, bytes: Uint8Array, { expected, by }: Mail = mail) =>
      mustRefuse(tally, `${purpose}: ${how}`, (): Opened => opener(bytes, expected, by));

    const bends = [
      flipped(file, choose),
      resized(file, choose),
      refielded(file, other.sealed.file),
    ];
    for (const bent of bends) for (const { how, bytes } of bent) refuse(how, bytes);
    refuse('another one', other.sealed.file);
    refuse('one of another organization', foreign.sealed.file, { ...mail, by: foreign.by });
    refuse('under another id', file, {
      ...mail,
      expected: { ...mail.expected, id: other.sealed.id },
    });
    tryHeaders(mail, other, choose, refuse);
    tryWraps(mail, foreign, refuse);
    tryStrangers(mail, purpose, org, refuse);
  }
};

type Refuse = (how: string, bytes: Uint8Array, mail?: Mail) => void;

/** Header, bent and put back: what was signed is another one then. */
const tryHeaders = (mail: Mail, other: Mail, choose: Choice, refuse: Refuse): void => {
  const [file, foreign] = [readFile(mail.sealed.file), readFile(other.sealed.file)];
  const { header } = file;
  const bends = [
    flipped(header, choose),
    resized(header, choose),
    refielded(header, foreign.header),
  ];
  for (const bent of bends) {
    for (const { how, bytes } of bent) refuse(`header, ${how}`, withField(mail, 'header', bytes));
  }
};

/** Wraps of another organization's envelope, under the right name. */
const tryWraps = (mail: Mail, foreign: Mail, refuse: Refuse): void => {
  if (mail.by instanceof Uint8Array) {
    const { dek } = foreign.sealed;
    refuse('the key of another organization’s', mail.sealed.file, { ...mail, by: dek });
    return;
  }
  const [own] = mail.by;
  const wrap = wrapDek(foreign.sealed.dek, own!.publicKey);
  const wraps: CborMap = new Map([[own!.kid, wrap]]);
  refuse('the wrap of another organization’s', withField(mail, 'wraps', wraps));
  refuse('no wrap', withField(mail, 'wraps', new Map()));
};

/** The same words, sealed by who may not: under the own name, and under the sender's. */
const tryStrangers = (
  mail: Mail,
  purpose: Purpose,
  org: Mail['expected']['org'],
  refuse: Refuse,
) => {
  const stranger = mailOf(purpose, org, signKeys());
  const id = envelopeId(stubOf(readFile(stranger.sealed.file)));
  const { subject } = stranger.expected;
  const expected = { ...mail.expected, id, subject };
  refuse('sealed by a stranger', stranger.sealed.file, { ...stranger, expected });
  const claimed = {
    ...expected,
    senderOf: () => stranger.expected.senderOf(stranger.sealed.header),
  };
  const { senderOf } = mail.expected;
  refuse('sealed by a stranger, who names another', stranger.sealed.file, {
    ...stranger,
    expected: { ...claimed, senderOf: () => senderOf(mail.sealed.header) },
  });
};

function withField(mail: Mail, name: string, value: Uint8Array | CborMap): Uint8Array {
  const map = decodeCbor(mail.sealed.file) as CborMap;
  return encodeCbor(new Map([...map, [name, value]]));
}
