import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkInviter,
  checkNewcomer,
  invitationId,
  inviterMac,
  newcomerMac,
} from './invitation.ts';
import { readInvitation, writeInvitation } from './invitation.ts';
import { sealKeys, signKeys } from './keys.ts';
import { randomBytes } from './random.ts';
import { ready } from './sodium.ts';
import { newOrganization, noon } from './specimen.ts';
import { receipt } from './statement/receipt.ts';
import { sign } from './statement.ts';

beforeAll(ready);

const code = (wanted: string) => expect.objectContaining({ code: wanted });

function sample() {
  const broker = signKeys();
  const { admin, charter } = newOrganization();
  const secret = randomBytes(16);
  const pairing = {
    inviter: broker.kid,
    sign: admin.sign.publicKey,
    seal: admin.seal.publicKey,
    org: charter.org,
  };
  const log = { size: 1, root: new Uint8Array(32) };
  const said = {
    org: charter.org,
    at: noon,
    seq: 0,
    head: charter.head,
    log,
    sealKey: sealKeys().publicKey,
  };
  const signed = sign(receipt, said, broker);
  const given = { receipt: signed, serviceUrl: 'https://service.example/' };
  const mac = inviterMac(secret, pairing, given);
  const answer = { ...given, brokerSign: broker.publicKey, mac };
  return { broker, secret, pairing, answer, said };
}

describe('an invitation', () => {
  it('is one line to paste, with space around it forgiven', () => {
    const invitation = {
      url: 'http://127.0.0.1:4711',
      inviter: signKeys().kid,
      secret: randomBytes(16),
    };
    const line = writeInvitation(invitation);
    expect(line).toMatch(/^mayfly1\.[\w-]+$/);
    expect(readInvitation(`  ${line}\n`)).toEqual(invitation);
  });

  it('that is none, or is cut short, says so', () => {
    const line = writeInvitation({ url: 'u', inviter: signKeys().kid, secret: randomBytes(16) });
    for (const wrong of ['', 'hello', line.slice(0, -3), line.replace('1', '2'), `${line}A`]) {
      expect(() => readInvitation(wrong)).toThrow(code('invitation-malformed'));
    }
  });

  it('is asked for by a name that does not tell its secret', () => {
    const secret = randomBytes(16);
    expect(invitationId(secret)).toBe(invitationId(secret));
    expect(invitationId(secret)).not.toBe(invitationId(randomBytes(16)));
  });
});

describe('a newcomer', () => {
  it('who does not know the secret, or means other keys, is unknown', () => {
    const { secret, pairing } = sample();
    const mac = newcomerMac(secret, pairing);
    expect(() => checkNewcomer(secret, pairing, mac)).not.toThrow();
    expect(() => checkNewcomer(secret, pairing, newcomerMac(randomBytes(16), pairing))).toThrow(
      code('invitation-unknown'),
    );
    for (const change of [
      { sign: randomBytes(32) },
      { seal: randomBytes(32) },
      { org: signKeys().kid },
      { inviter: signKeys().kid },
    ]) {
      expect(() => checkNewcomer(secret, { ...pairing, ...change }, mac)).toThrow(
        code('invitation-unknown'),
      );
    }
    expect(() => checkNewcomer(secret, pairing, mac.slice(1))).toThrow(code('invitation-unknown'));
  });
});

describe('an inviter', () => {
  it('with the key and the secret is believed', () => {
    const { secret, pairing, answer, said } = sample();
    expect(checkInviter(secret, pairing, answer)).toMatchObject(said);
  });

  it('with another key, without the secret, or with the newcomer’s own MAC is not', () => {
    const { secret, pairing, answer } = sample();
    const wrong = [
      { ...answer, brokerSign: signKeys().publicKey },
      { ...answer, mac: inviterMac(randomBytes(16), pairing, answer) },
      { ...answer, mac: newcomerMac(secret, pairing) },
      { ...answer, receipt: { ...answer.receipt, bytes: randomBytes(10) } },
    ];
    for (const each of wrong)
      expect(() => checkInviter(secret, pairing, each)).toThrow(code('broker-changed'));
  });

  it('whose answer names another service than it gave is not', () => {
    const { secret, pairing, answer } = sample();
    for (const serviceUrl of ['https://other.example/', 'https://service.example', '']) {
      expect(() => checkInviter(secret, pairing, { ...answer, serviceUrl })).toThrow(
        code('broker-changed'),
      );
    }
  });

  it('whose receipt somebody else signed is not', () => {
    const { secret, pairing, answer, said } = sample();
    const forged = sign(receipt, said, signKeys());
    const given = { ...answer, receipt: forged };
    const mac = inviterMac(secret, pairing, given);
    expect(() => checkInviter(secret, pairing, { ...given, mac })).toThrow(code('unknown-sender'));
  });
});
