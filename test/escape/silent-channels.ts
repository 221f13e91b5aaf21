/** Channels that reach nobody even where all is granted, and why: they prove nothing, and wait for a Chromium that differs. */
export const silentChannels: Readonly<Record<'http' | 'https', readonly string[]>> = {
  // On plain http, what asks for a secure context does not exist.
  http: [
    'speculation',
    'manifest',
    'preconnect',
    'WebTransport',
    'service worker',
    'service worker post',
    'cache',
    'post later',
  ],
  // Prefetching needs a private proxy or no cookies; a manifest a window; preconnecting sends nothing; QUIC has no way.
  https: ['speculation', 'manifest', 'preconnect', 'WebTransport'],
};
