import { storage } from 'wxt/utils/storage';

/** Whether keys of one letter act in lists and reports. Dies with the browser profile. */
export const singleKeys = storage.defineItem<boolean>('local:single-keys', {
  fallback: true,
  version: 1,
});

/** What this device warns of, and whether it resyncs sign-ins by itself. */
export type SignInWarnings = { expiry: boolean; signedOut: boolean; resyncAlone: boolean };

/** Warnings of sign-ins. Dies with the browser profile. */
export const signInWarnings = storage.defineItem<SignInWarnings>('local:sign-in-warnings', {
  fallback: { expiry: true, signedOut: true, resyncAlone: false },
  version: 1,
});
