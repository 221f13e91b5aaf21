import { utf8, concat } from '@mayfly/shared/base/bytes.ts';
import { idBytes } from '@mayfly/shared/base/ids.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { H } from '@mayfly/shared/envelope/sodium.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { SealKeys, SignKeys } from '@mayfly/shared/envelope/keys.ts';

/** The secrets of a broker, 32 bytes each. The last of `masters` is the one in use. */
export type BrokerSeeds = {
  readonly identity: Uint8Array;
  readonly claim: Uint8Array;
  readonly masters: readonly Uint8Array[];
};

/** What the broker signs and opens with. */
export type BrokerKeys = {
  readonly identity: SignKeys;
  readonly claim: SealKeys;
  /** The number of the master in use: what is sealed anew is sealed to its keys. */
  readonly masterN: number;
  /** The seal key of an organization under master number `masterN`. Throws a RangeError for a destroyed master. */
  sealOf(org: OrgId, masterN?: number): SealKeys;
};

/** Fresh secrets, for an installation's first start. */
export function makeSeeds(): BrokerSeeds {
  return { identity: randomBytes(32), claim: randomBytes(32), masters: [randomBytes(32)] };
}

/**
 * The keys of `seeds`. Each organization has its own, `crypto_box_seed_keypair(H("mayfly-broker-org-v1\0" | org,
 * key=master))`, so that no wrap opens under another one (DESIGN §3).
 */
export function brokerKeys(seeds: BrokerSeeds): BrokerKeys {
  const known = new Map<string, SealKeys>();
  const masterN = seeds.masters.length - 1;
  return {
    identity: signKeys(seeds.identity),
    claim: sealKeys(seeds.claim),
    masterN,
    sealOf: (org, n = masterN) => {
      const name = `${n} ${org}`;
      const keys = known.get(name) ?? deriveSeal(seeds.masters[n], org);
      known.set(name, keys);
      return keys;
    },
  };
}

function deriveSeal(master: Uint8Array | undefined, org: OrgId): SealKeys {
  if (!master) throw new RangeError('This master key was destroyed');
  return sealKeys(H(concat(utf8('mayfly-broker-org-v1\0'), idBytes(org)), master));
}
