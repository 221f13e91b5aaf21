import { storage } from 'wxt/utils/storage';

/** What recordings learned about the sign-in of a host: which origins it passes through, and whether it binds to a device. */
export type PassedSites = Record<string, { origins: string[]; deviceBound: boolean }>;

/** Origins passed through while recording, by the host that was recorded. Names only. Dies with the profile. */
export const passedSites = storage.defineItem<PassedSites>('local:passed-sites', {
  fallback: {},
  version: 1,
});
