import { storage } from 'wxt/utils/storage';

/** What recordings learned about the sign-in of a host: which other hosts it passes through, and its device binding. */
export type PassedSites = Record<string, { hosts: string[]; deviceBound: boolean }>;

/** Hosts passed through while recording, by the host that was recorded. Names only. Dies with the profile. */
export const passedSites = storage.defineItem<PassedSites>('local:passed-sites', {
  fallback: {},
  version: 1,
});
