import { sodium } from '../sodium.ts';
import { equal, hex, refuses, same } from './check.ts';
import ed25519 from './wycheproof/ed25519.json' with { type: 'json' };
import x25519 from './wycheproof/x25519.json' with { type: 'json' };
import xchacha from './wycheproof/xchacha20-poly1305.json' with { type: 'json' };
import type { Check } from './check.ts';

/**
 * The cases of Project Wycheproof (C2SP/wycheproof at dac1dd47, Apache-2.0) for the three primitives that an envelope
 * stands on.
 */
export function wycheproofChecks(): Check[] {
  return [...signatures(), ...exchanges(), ...sealings()];
}

function signatures(): Check[] {
  return ed25519.map((given) => ({
    name: `Wycheproof, Ed25519 ${given.tcId}`,
    run: () => equal(isSigned(hex(given.sig), hex(given.msg), hex(given.publicKey)), given.valid),
  }));
}

/** libsodium refuses a shared secret of zeros, which Wycheproof leaves open. */
function exchanges(): Check[] {
  return x25519.map((given) => ({
    name: `Wycheproof, X25519 ${given.tcId}`,
    run: () => {
      const exchange = () => sodium.crypto_scalarmult(hex(given.private), hex(given.public));
      if (/^0+$/.test(given.shared)) return refuses(exchange);
      return same(exchange(), hex(given.shared));
    },
  }));
}

function sealings(): Check[] {
  return xchacha.map((given) => ({
    name: `Wycheproof, XChaCha20-Poly1305 ${given.tcId}`,
    run: () => {
      const sealed = hex(given.ct + given.tag);
      const [ad, nonce, key] = [hex(given.aad), hex(given.iv), hex(given.key)];
      const opened = () =>
        sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, ad, nonce, key);
      return given.valid ? same(opened(), hex(given.msg)) : refuses(opened);
    },
  }));
}

function isSigned(sig: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  return sig.length === 64 && sodium.crypto_sign_verify_detached(sig, message, publicKey);
}
