import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Self } from './birth.ts';

/** The two doors as this pod reaches them, every request signed with its own key. */
export type Doors = { readonly service: Door; readonly broker: Door };

/** Opens both doors; `org` is not known before the assignment. */
export function openDoors({ anchor, sign }: Self, org?: OrgId): Doors {
  const door = (url: string): Door => ({
    url: url.replace(/\/$/, ''),
    fetch,
    authorize: (method, path, body) =>
      authorize({ method, path, body, at: Date.now(), ...(org ? { org } : {}) }, sign),
  });
  return { service: door(anchor.serviceUrl), broker: door(anchor.brokerUrl) };
}
