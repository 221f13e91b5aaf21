import type { ConnectionTransport } from 'puppeteer-core';

/** Puts something between a browser and whoever drives it. */
export type Interception = (inner: ConnectionTransport) => ConnectionTransport;
