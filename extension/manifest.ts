import type { UserManifest } from 'wxt';

/**
 * The public half of an RSA key made once; the private half was thrown away. It fixes the extension's id
 * (`extensionId` of `@mayfly/shared/api/extension-id.ts`), which both doors allow by CORS.
 */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtbkmi+aqis/XV/UOddooDmirpkhnmXPM7jgdsuvgN+hLHFGtv2kunD0eHgo1sXDBHdiq2p70rCnK/fL8jGFlfJSHpYmAESjxm5IDD8OpSuOBmiQ9Z7a33YqqUw/W+ZhSzx4vPdOsb7v/fZmGvCLrU/mBPHLd5xP9Y/+fHEwCRtfHto5vKh+k1GdECeEQbJh+ULl4V+yFSZY0OUaPqPEBmAhezibVPOxIOiufScSBfOBkkFOGEOH/aFB3w1ZwwW5W17JqbLpAOUBGjpXZHE5CodOBp+XRlSjvTDMc6vDiQMY3YDJb2eTUhj0O8NBfaZUuJ1aSgdI3JZKowHHSo1NaMQIDAQAB';

/** What the extension's own pages may load and reach: nothing but themselves and a runner's two doors. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "object-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The manifest: installing asks for no site at all; a site and the cookies are asked for when first needed. */
export const manifest: UserManifest = {
  name: 'Mayfly',
  description: 'Do it once. Mayfly does it again, in a browser that lives for one run.',
  key,
  minimum_chrome_version: '123',
  incognito: 'not_allowed',
  permissions: ['storage', 'scripting', 'activeTab', 'alarms', 'sidePanel', 'webRequest'],
  optional_permissions: ['cookies'],
  optional_host_permissions: ['*://*/*'],
  action: { default_title: 'Mayfly' },
  commands: {
    record: {
      suggested_key: { default: 'Alt+Shift+R' },
      description: 'Record on this site, or stop and review',
    },
  },
  content_security_policy: { extension_pages: contentSecurityPolicy },
};
