import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { assignmentSchema } from '@mayfly/shared/api/service-routes.ts';
import type { Assignment } from '@mayfly/shared/api/service-routes.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import { noOrg } from '../door/proof.ts';
import { ask } from './office.ts';
import type { By, Office } from './office.ts';

/** A pod as the service meets it: a name, and a key that it made itself. */
export type FakePod = { readonly name: string; readonly keys: SignKeys };

/** A pod under a name, with a fresh key. */
export function podNamed(name: string): FakePod {
  return { name, keys: signKeys() };
}

/** Asks for work, as a pod that knows no organization yet. */
export function askForWork(office: Office, { name, keys }: FakePod) {
  return ask(
    office,
    { keys, org: noOrg },
    {
      method: 'POST',
      path: `/pods/${name}/assignment`,
      json: { sign: toBase64url(keys.publicKey) },
    },
  );
}

/** The work that a pod gets. Throws when it gets none. */
export async function workOf(office: Office, pod: FakePod): Promise<Assignment> {
  const answer = await askForWork(office, pod);
  if (answer.statusCode !== 200) throw new Error(`No work: ${answer.statusCode} ${answer.body}`);
  return assignmentSchema.parse(answer.json());
}

/** A pod with work, as somebody who asks. */
export function asPod({ keys }: FakePod, { org }: Assignment): By {
  return { keys, org };
}
