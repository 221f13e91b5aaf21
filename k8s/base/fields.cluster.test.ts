import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { changed } from '../testing/change.ts';
import { install } from '../testing/installation.ts';
import { sampleOf } from '../testing/sample.ts';
import type { Schemas } from '../testing/sample.ts';
import type { Installation } from '../testing/installation.ts';

let installation: Installation;
let schemas: Schemas;

beforeAll(async () => {
  installation = await install();
  const { body } = await installation.cluster.api.call('GET', '/openapi/v3/api/v1');
  ({ schemas } = (body as unknown as { components: { schemas: Schemas } }).components);
});

const policy = readFileSync(join(import.meta.dirname, 'admission/create.yaml'), 'utf8');

/** The parts of a pod, the variable by which the policy looks into each, and where each lies in a good pod. */
const parts = [
  ['PodSpec', 'variables.spec', '/spec'],
  ['PodSecurityContext', 'variables.podSecurity', '/spec/securityContext'],
  ['Container', 'variables.container', '/spec/containers/0'],
  ['SecurityContext', 'variables.security', '/spec/containers/0/securityContext'],
  ['ResourceRequirements', 'variables.resources', '/spec/containers/0/resources'],
  ['VolumeMount', 'm', '/spec/containers/0/volumeMounts/0'],
  ['Toleration', 't', '/spec/tolerations/0'],
  ['EmptyDirVolumeSource', 'v.emptyDir', '/spec/volumes/0/emptyDir'],
  ['ProjectedVolumeSource', 'v.projected', '/spec/volumes/2/projected'],
  ['VolumeProjection', 's', '/spec/volumes/2/projected/sources/0'],
  [
    'ServiceAccountTokenProjection',
    's.serviceAccountToken',
    '/spec/volumes/2/projected/sources/0/serviceAccountToken',
  ],
  ['ConfigMapVolumeSource', 'v.configMap', '/spec/volumes/3/configMap'],
  [
    'SeccompProfile',
    'variables.podSecurity.seccompProfile',
    '/spec/securityContext/seccompProfile',
  ],
  [
    'Capabilities',
    'variables.security.capabilities',
    '/spec/containers/0/securityContext/capabilities',
  ],
] as const;

const fieldsOf = (type: string): string[] =>
  Object.keys(schemas[`io.k8s.api.core.v1.${type}`]?.properties ?? {});

/** Whether the policy says something of a field: `variable.field`, not as the start of a longer name. */
const isNamed = (variable: string, field: string): boolean => {
  const path = variable.replaceAll('.', String.raw`\.`).replace('variables', '(variables|object)');
  return new RegExp(`(?<![\\w.])${path}\\.${field}(?!\\w)`).test(policy);
};

describe('the fields of a pod, as this API server has them', () => {
  it.each(parts)('%s: the policy names each', (type, variable) => {
    expect(fieldsOf(type).length).toBeGreaterThan(1);
    expect(fieldsOf(type).filter((field) => !isNamed(variable, field))).toEqual([]);
  });

  it('Volume: whatever is neither memory, nor the token, nor the anchor is refused', async () => {
    const { create, goodPod } = installation;
    const sources = fieldsOf('Volume').filter((field) => field !== 'name');
    expect(sources.length).toBeGreaterThan(20);
    const accepted: string[] = [];
    for (const at of [0, 2, 3]) {
      for (const source of sources) {
        const good = goodPod('runs-open');
        const name = ['tmp', 'home', 'token', 'anchor'][at];
        const sample = sampleOf(schemas, 'Volume', source);
        const put = { [`/spec/volumes/${at}`]: { name, [source]: sample } };
        const { code } = await create(changed(good, { put }), true);
        if (code < 400) accepted.push(`${source} as ${name}`);
      }
    }
    expect(accepted).toEqual([]);
  });

  it.each(parts)(
    '%s: a value in any field that a good pod leaves out is refused, or dropped',
    async (type, _, pointer) => {
      const { create, goodPod } = installation;
      const accepted: string[] = [];
      const { body } = await create(goodPod('runs-open'), true);
      const plain = JSON.stringify(body.spec);
      const has = Object.keys(at(body, pointer) as object);
      for (const field of fieldsOf(type).filter((each) => !has.includes(each))) {
        const put = { [`${pointer}/${field}`]: sampleOf(schemas, type, field) };
        const bad = await create(changed(goodPod('runs-open'), { put }), true);
        if (bad.code < 400 && JSON.stringify(bad.body.spec) !== plain) accepted.push(field);
      }
      expect(accepted).toEqual([]);
    },
  );
});

const at = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((node, step) => (node as Record<string, unknown>)[step], root);
