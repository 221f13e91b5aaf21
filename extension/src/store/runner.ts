import { storage } from 'wxt/utils/storage';

/** The runner that this device is connected to: what was pinned, and the highest that was seen. */
export type Runner = {
  org: string;
  /** Broker's door. */
  brokerUrl: string;
  /** Service's door. */
  serviceUrl: string;
  /** Broker's Ed25519 public key, base64url. Pinned at pairing. */
  brokerSign: string;
  /** The organization's X25519 key at the broker, base64url. */
  sealKey: string;
  /** Highest head seen: sequence number and link hash. It never goes back. */
  seq: number;
  head: string;
  /** Highest log head seen. */
  log: { size: number; root: string };
  /** The broker's signed word on them, to be shown where it knows no more of it; bytes in base64url. */
  receipt?: { bytes: string; sig: string };
  connectedAt: number;
  /** When the runner last answered, ms since 1970 UTC. */
  reachedAt: number;
};

/** The connection to the runner. Dies when the person disconnects. */
export const runner = storage.defineItem<Runner | null>('local:runner', {
  fallback: null,
  version: 1,
});

/** How far connecting has come, so that a closed popup goes on where it was. Dies when the browser closes. */
export type PairingStage = { invitation: string; accepted: boolean };

/** Where connecting stands; null before it began and after it is done. */
export const pairingStage = storage.defineItem<PairingStage | null>('session:pairing', {
  fallback: null,
});
