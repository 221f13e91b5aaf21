import { H, sodium } from '../sodium.ts';
import { hex, same } from './check.ts';
import primitives from './primitives.json' with { type: 'json' };
import type { Check } from './check.ts';

/** That our libsodium computes what RFC 7748, 8032, 8439 and its own tests say. */
export function primitiveChecks(): Check[] {
  return [...exchanges(), ...signatures(), ...sealings(), ...hashes(), ...subkeys()];
}

function exchanges(): Check[] {
  return primitives.x25519.map((given, at) => ({
    name: `X25519, ${given.source} (${at + 1})`,
    run: () =>
      same(sodium.crypto_scalarmult(hex(given.private), hex(given.public)), hex(given.shared)),
  }));
}

function signatures(): Check[] {
  return primitives.ed25519.map((given) => ({
    name: `Ed25519, ${given.source}`,
    run: () => {
      const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(hex(given.seed));
      same(publicKey, hex(given.public));
      same(sodium.crypto_sign_detached(hex(given.message), privateKey), hex(given.sig));
    },
  }));
}

function sealings(): Check[] {
  return primitives.chacha20poly1305.map((given) => ({
    name: `ChaCha20-Poly1305, ${given.source}`,
    run: () => {
      const [plain, ad] = [hex(given.plain), hex(given.ad)];
      const [nonce, key] = [hex(given.nonce), hex(given.key)];
      same(
        sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, ad, null, nonce, key),
        hex(given.sealed),
      );
    },
  }));
}

function hashes(): Check[] {
  return primitives.blake2b.map((given) => ({
    name: given.source,
    run: () => same(H(hex(given.message), given.key ? hex(given.key) : undefined), hex(given.hash)),
  }));
}

function subkeys(): Check[] {
  const { source, context, subkeys: wanted } = primitives.kdf;
  const key = Uint8Array.from({ length: 32 }, (_, at) => at);
  return wanted.map((subkey, number) => ({
    name: `${source} (${number})`,
    run: () => same(sodium.crypto_kdf_derive_from_key(64, number, context, key), hex(subkey)),
  }));
}
