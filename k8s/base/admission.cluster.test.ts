import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { changed } from '../testing/change.ts';
import { createAttacks } from '../testing/create-attacks.ts';
import { install, namespaces, podsOf, serviceAccount } from '../testing/installation.ts';
import { otherWays } from '../testing/other-ways.ts';
import { until } from '@mayfly/test/harness/until.ts';
import type { Installation } from '../testing/installation.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await install();
});

afterEach(() => installation.clear());

/** Who refused: a policy of ours, or the schema of the API itself. */
const refuser = (code: number, message = ''): 'policy' | 'schema' | undefined => {
  if (message.includes('ValidatingAdmissionPolicy')) return 'policy';
  return code === 422 || code === 400 ? 'schema' : undefined;
};

describe.each(namespaces)('run pods in %s', (namespace) => {
  /** Whether nobody but the policies and the schema may be needed. */
  const isAlone = namespace === 'runs-open';

  it('a good one is made, runs with users of its own under its digest, and is frozen', async () => {
    const { cluster, image, start } = installation;
    const { metadata } = await start(namespace);
    const { body } = await cluster.api.call('GET', `${podsOf(namespace)}/${metadata.name}`);
    expect(body).toMatchObject({
      spec: { hostUsers: false, preemptionPolicy: 'Never' },
      status: { containerStatuses: [{ imageID: image, restartCount: 0 }] },
    });
  });

  it('each pod that is no run pod is refused by a policy or the schema, with PodSecurity or without', async () => {
    const { create, goodPod, image } = installation;
    const accepted: string[] = [];
    for (const [name, change] of Object.entries(createAttacks(image))) {
      const good = goodPod(namespace);
      const bad = await create(changed(good, change), true);
      if (bad.code >= 400) {
        if (!isAlone || refuser(bad.code, bad.body.message)) continue;
        accepted.push(`${name}: refused by somebody else: ${bad.body.message}`);
        continue;
      }
      // A field that the API server drops, behind a gate of Kubernetes, changes nothing.
      const plain = await create(good, true);
      if (JSON.stringify(bad.body.spec) !== JSON.stringify(plain.body.spec)) accepted.push(name);
    }
    expect(accepted).toEqual([]);
    expect(Object.keys(createAttacks(image)).length).toBeGreaterThanOrEqual(78);
  });

  it('an administrator of the cluster finds no other way in', async () => {
    const { cluster, image, start } = installation;
    const pod = await start(namespace);
    const ways = otherWays(cluster.api, { pod, image });
    const open: string[] = [];
    for (const [name, way] of Object.entries(ways)) {
      const { code, body } = await way();
      if (code < 400) open.push(name);
      else if (isAlone && !refuser(code, body.message))
        open.push(`${name}: ${code} ${body.message}`);
    }
    expect(open).toEqual([]);
    expect(Object.keys(ways).length).toBeGreaterThanOrEqual(26);
  });

  it('the break-glass group is let through by the policies, and needs the right all the same', async () => {
    const { cluster, start } = installation;
    const { metadata } = await start(namespace);
    const exec = `${podsOf(namespace)}/${metadata.name}/exec?command=id&stdout=1`;
    const someone = { as: 'ann', groups: ['mayfly:break-glass'] };
    const { code, body } = await cluster.api.call('POST', exec, undefined, someone);
    expect({ code, by: refuser(code, body.message) }).toEqual({ code: 403, by: undefined });
    const admin = { as: 'ann', groups: ['mayfly:break-glass', 'system:masters'] };
    // Let through, it fails for want of an upgrade of the connection.
    expect((await cluster.api.call('POST', exec, undefined, admin)).body.message).toMatch(
      /upgrade/i,
    );
  });

  it('a run pod is deleted by its UID, in the foreground too, and goes', async () => {
    const { cluster, start } = installation;
    const { metadata } = await start(namespace);
    const path = `${podsOf(namespace)}/${metadata.name}`;
    const { body } = await cluster.api.call('GET', path);
    const other = { preconditions: { uid: '00000000-0000-0000-0000-000000000000' } };
    const as = { as: serviceAccount };
    expect((await cluster.api.call('DELETE', path, other, as)).code).toBe(409);
    const own = {
      propagationPolicy: 'Foreground',
      preconditions: { uid: body.metadata?.uid },
    };
    expect((await cluster.api.call('DELETE', path, own, as)).code).toBe(200);
    await until(async () => (await cluster.api.call('GET', path)).code === 404 || undefined);
  });
});
