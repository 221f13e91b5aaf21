import { storage } from 'wxt/utils/storage';

/** When the runner last heard of this device, and what stops when it hears nothing more. Times in ms since 1970. */
export type Freshness = {
  /** The last beat that was receipted. */
  heardAt: number;
  /** The shortest time without a beat after which a schedule stops, ms; absent while nothing is scheduled. */
  freshForMs?: number;
  /** How many schedules there are. */
  schedules: number;
};

/** Times and a count, nothing opened: so that a locked browser can warn. Dies when the person disconnects. */
export const freshness = storage.defineItem<Freshness | null>('local:freshness', {
  fallback: null,
  version: 1,
});
