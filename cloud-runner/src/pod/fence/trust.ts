import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** Makes, on first use, the context in which sites' certificates are verified, and keeps it for the run. */
export type Trust = () => SecureContext;

/**
 * The system's roots (Node's own where the system has none) and the installation's bundle, PEM, for internal sites.
 * Nothing can turn the verification off.
 */
export function trustOf(caBundle?: string): Trust {
  let context: SecureContext | undefined;
  return () => {
    context ??= createSecureContext({ ca: [...roots(), ...(caBundle ? [caBundle] : [])] });
    return context;
  };
}

function roots(): string[] {
  // Debian lists each root up to four times, under as many names.
  const system = new Set(getCACertificates('system'));
  return system.size > 0 ? [...system] : getCACertificates('bundled');
}
