import { storage } from 'wxt/utils/storage';

/** What this device saw beyond the state to which its runner was put back; bytes in base64url. */
export type Restoring = {
  /** The highest that it saw of charter and log. */
  saw: { seq: number; head: string; log: { size: number; root: string } };
  /** The links that the runner has no more, in order. */
  links: { bytes: string; sig: string }[];
};

/** A restore that this device follows, with the person's word. Dies when the runner is opened, or the person disconnects. */
export const restoring = storage.defineItem<Restoring | null>('local:restoring', {
  fallback: null,
  version: 1,
});
