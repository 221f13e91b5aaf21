import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kubernetesSchema } from './config.ts';
import { podManifest } from './pod-manifest.ts';
import { namespaceOf } from './shard.ts';

const template = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../../k8s/run-pod.json'), 'utf8'),
) as { metadata: object; spec: { containers: { image: string }[] } };
const image = template.spec.containers[0]?.image ?? '';
const config = kubernetesSchema.parse({ namespaces: ['runs-0'], image });
const run = '4fpw5h4jqmv1h04bq889x77h3y';

describe('a pod', () => {
  it('is what the admission policies compare it with, to the last field', () => {
    const { metadata, ...rest } = podManifest(
      { name: `run-${run}-1`, deadlineMs: 600_000 },
      config,
    );
    expect({ ...rest, metadata: { ...metadata, namespace: 'runs-0' } }).toEqual(template);
  });

  it('differs from another in name, run labels and deadline alone', () => {
    const one = podManifest({ name: `run-${run}-1`, deadlineMs: 600_000 }, config);
    const other = podManifest({ name: 'warm-0123456789abcdefghjkmnpqrs', deadlineMs: 1 }, config);
    expect({
      ...other,
      metadata: one.metadata,
      spec: { ...other.spec, activeDeadlineSeconds: 600 },
    }).toEqual(one);
    expect(other.metadata.labels).toEqual({ 'mayfly.dev/kind': 'warm' });
  });

  it('has no part of its node’s users unless the nodes cannot else', () => {
    const pod = { name: `run-${run}-1`, deadlineMs: 1 };
    expect(podManifest(pod, config).spec).toHaveProperty('hostUsers', false);
    expect(podManifest(pod, { ...config, hostUsers: true }).spec).not.toHaveProperty('hostUsers');
  });

  it('runs an image by its digest alone', () => {
    const named = { namespaces: ['runs-0'], image: 'mayfly.local/run:latest' };
    expect(kubernetesSchema.safeParse(named).success).toBe(false);
  });
});

describe('the namespace of a pod', () => {
  const names = Array.from({ length: 3_000 }, (_, n) => `run-${n}-1`);
  const four = ['runs-0', 'runs-1', 'runs-2', 'runs-3'];

  it('is the same whoever asks, and in whatever order they are listed', () => {
    for (const name of names.slice(0, 50)) {
      expect(namespaceOf(name, four)).toBe(namespaceOf(name, four.toReversed()));
    }
  });

  it('is spread evenly', () => {
    const counts = Map.groupBy(names, (name) => namespaceOf(name, four));
    for (const { length } of counts.values()) expect(Math.abs(length - 750)).toBeLessThan(150);
  });

  it('stays for all but those that a further namespace takes over', () => {
    const five = [...four, 'runs-4'];
    const moved = names.filter((name) => namespaceOf(name, five) !== namespaceOf(name, four));
    expect(moved.every((name) => namespaceOf(name, five) === 'runs-4')).toBe(true);
  });
});
