import { storage } from 'wxt/utils/storage';

/** The lists as they were shown last, by page: plain data. Times in ms since 1970. */
export type LastKnown = Record<string, { view: unknown; at: number }>;

/** Dies when the device is locked, or the browser closes: it holds opened names. */
export const lastKnown = storage.defineItem<LastKnown>('session:last-known', { fallback: {} });
