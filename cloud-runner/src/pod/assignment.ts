import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { Assignment } from '@mayfly/shared/api/service-routes.ts';
import type { Self } from './birth.ts';

/** A warm pod that nobody asked for ends after 10 min. */
const unaskedMs = 600_000;

/** Asks for work until there is some; undefined when nobody wanted anything for 10 minutes. */
export async function pullAssignment(
  service: Door,
  { birth, sign }: Self,
  signal: AbortSignal,
): Promise<Assignment | undefined> {
  const until = Date.now() + unaskedMs;
  while (Date.now() < until) {
    const assignment = await call(service, serviceRoutes.assignment, {
      params: { name: birth.name },
      body: { sign: toBase64url(sign.publicKey) },
      signal,
    });
    if (assignment) return assignment;
  }
  return undefined;
}
