import { beforeAll, describe, expect, it } from 'vitest';

import { brokerAccount, install, serviceAccount } from '../testing/installation.ts';
import type { Api } from '../cluster/api.ts';

let api: Api;
let resources: Resource[];

type Resource = { group: string; name: string; isNamespaced: boolean };

/** Verbs that RBAC knows of, whether a resource has them or not. */
const verbs =
  'get list watch create update patch delete deletecollection impersonate bind escalate approve sign use proxy'.split(
    ' ',
  );

/** Every resource and subresource that this API server serves; rights do not look at versions. */
const allResources = async (): Promise<Resource[]> => {
  type List = { resources: { name: string; namespaced: boolean }[] };
  type Groups = { groups: { versions: { groupVersion: string }[] }[] };
  const groups = (await api.call('GET', '/apis')).body as unknown as Groups;
  const versions = groups.groups.flatMap((each) => each.versions.map((each) => each.groupVersion));
  const paths = ['/api/v1', ...versions.map((each) => `/apis/${each}`)];
  const lists = await Promise.all(
    paths.map(async (path) => {
      const { resources } = (await api.call('GET', path)).body as unknown as List;
      const group = path === '/api/v1' ? '' : (path.split('/')[2] ?? '');
      return resources.map(({ name, namespaced }) => ({ group, name, isNamespaced: namespaced }));
    }),
  );
  const byName = new Map(lists.flat().map((each) => [`${each.group}/${each.name}`, each]));
  return [...byName.values()];
};

/** All that an account may do, asked of the API server verb by verb: `verb group/resource in namespace`. */
const powersOf = async (account: string): Promise<string[]> => {
  const spaces = ['', 'runs-0', 'mayfly-system', 'mayfly-broker'];
  const [, , namespace = ''] = account.split(':');
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const ask = async (verb: string, { group, name }: Resource, space: string) => {
    const [resource, subresource = ''] = name.split('/');
    const resourceAttributes = { verb, group, resource, subresource, namespace: space };
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user: account, groups: [...groups, 'system:authenticated'], resourceAttributes },
    };
    const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
    const { body } = await api.call('POST', path, review);
    const { allowed } = body.status as { allowed: boolean };
    return allowed ? [`${verb} ${group}/${name} in ${space || 'all'}`] : [];
  };
  const powers: string[] = [];
  for (const resource of resources) {
    const places = resource.isNamespaced ? spaces : [''];
    const asked = places.flatMap((space) => verbs.map((verb) => ask(verb, resource, space)));
    powers.push(...(await Promise.all(asked)).flat());
  }
  return powers.toSorted();
};

/** What every account may do: ask who it is, and what it may do itself. */
const everybody = [
  'create authentication.k8s.io/selfsubjectreviews in all',
  'create authorization.k8s.io/selfsubjectaccessreviews in all',
  'create authorization.k8s.io/selfsubjectrulesreviews in all',
];

beforeAll(async () => {
  const { cluster } = await install();
  ({ api } = cluster);
  resources = await allResources();
});

describe('rights, over every verb and every resource', () => {
  it('the walk is a whole one', () => {
    const names = resources.map(({ group, name }) => `${group}/${name}`);
    expect(names).toEqual(
      expect.arrayContaining(['/pods/exec', '/nodes/proxy', 'apps/deployments']),
    );
    expect(resources.length).toBeGreaterThan(100);
  });

  it('the service makes, sees and deletes pods of runs, writes events at home, and can do nothing else', async () => {
    const pods = ['create', 'delete', 'get', 'list', 'watch'].map(
      (verb) => `${verb} /pods in runs-0`,
    );
    // For whoever runs the cluster: the one thing that it may do outside of the run namespaces.
    const events = 'create /events in mayfly-system';
    expect(await powersOf(serviceAccount)).toEqual([...everybody, ...pods, events].toSorted());
  });

  it('the broker reviews tokens, sees and deletes a pod of runs, and can do nothing else', async () => {
    const own = [
      'create authentication.k8s.io/tokenreviews in all',
      ...['delete', 'get'].map((verb) => `${verb} /pods in runs-0`),
    ];
    expect(await powersOf(brokerAccount)).toEqual([...everybody, ...own].toSorted());
  });

  it('a run pod can do nothing', async () => {
    expect(await powersOf('system:serviceaccount:runs-0:mayfly-run')).toEqual(everybody);
  });
});
