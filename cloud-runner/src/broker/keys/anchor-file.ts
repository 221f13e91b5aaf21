import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { anchorSchema } from '@mayfly/shared/api/anchor.ts';
import type { Anchor } from '@mayfly/shared/api/anchor.ts';
import type { Config } from '../config.ts';
import type { BrokerKeys } from './broker-keys.ts';

/** What the pods of this installation trust: the broker's public keys, and what the operator configured. */
export function anchorOf(config: Config, keys: BrokerKeys): Anchor {
  const { brokerUrl, serviceUrl, targets, outOfReach, eye } = config;
  const { caBundle, proxy, privateOrigins, hosts } = config;
  return anchorSchema.parse({
    brokerSign: toBase64url(keys.identity.publicKey),
    brokerClaim: toBase64url(keys.claim.publicKey),
    brokerUrl,
    serviceUrl,
    targets,
    ...(outOfReach && { outOfReach }),
    ...(eye && { eye }),
    ...(caBundle !== undefined && { caBundle }),
    ...(proxy !== undefined && { proxy }),
    ...(privateOrigins && { privateOrigins }),
    ...(hosts && { hosts }),
  });
}

/** Writes the anchor, whole or not at all, readable by everybody and writable by nobody. */
export function writeAnchor(file: string, anchor: Anchor): void {
  const fresh = `${file}.${process.pid}`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, `${JSON.stringify(anchor, null, 2)}\n`, { flag: 'wx' });
  chmodSync(fresh, 0o444);
  renameSync(fresh, file);
}
