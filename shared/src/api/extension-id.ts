/** The extension's fixed id, which follows from the public `key` in its manifest: the first 16 bytes of its SHA-256, as a to p. */
export const extensionId = 'emjjdnbgcmljbgdlgcaooecbbnacddnf';

/** The only origin that either door answers by CORS. */
export const extensionOrigin = `chrome-extension://${extensionId}`;
