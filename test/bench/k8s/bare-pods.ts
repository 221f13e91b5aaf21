import { podManifest } from '@mayfly/cloud-runner/service/engines/kubernetes/pod-manifest.ts';
import { kubernetesSchema } from '@mayfly/cloud-runner/service/engines/kubernetes/config.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ClusterInstallation } from '../../harness/cluster-installation.ts';
import { until } from '../../harness/until.ts';
import { clockPods } from './pod-times.ts';

const namespace = 'bare';
const shell = '/usr/lib/chromium/chromium-headless-shell';

/** Pods like those of runs, with the same image, volumes and limits, that run something else and know nothing. */
export type BarePods = {
  /** Starts one that runs `script` in Node, waits until it is said to run, and answers how long that took, ms. */
  start(script: string): Promise<{ name: string; tookMs: number }>;
  /** The number that its program printed. */
  printed(name: string): Promise<number>;
  /** Deletes one, and waits until it is gone. Answers how long that took, ms. */
  remove(name: string): Promise<number>;
  close(): Promise<void>;
};

/** Prints how long the bare browser took to print a page, after a wait, ms; then stays until it is asked to go. */
export const showsPage = (url: string, afterMs: number): string => `
  process.on('SIGTERM', () => process.exit(0));
  setTimeout(() => {
    const startedAt = performance.now();
    const args = ['--no-sandbox', '--user-data-dir=/home/pod/bare', '--dump-dom', '${url}'];
    const { status } = require('node:child_process').spawnSync('${shell}', args);
    console.log(status === 0 ? performance.now() - startedAt : 'failed');
    setInterval(() => undefined, 1000);
  }, ${afterMs});`;

/** A namespace of its own for them, where no policy of Mayfly holds. */
export const openBarePods = async ({
  cluster: { api, kubectl },
  overlay,
}: ClusterInstallation): Promise<BarePods> => {
  const own = [
    { kind: 'Namespace', metadata: { name: namespace } },
    { kind: 'ServiceAccount', metadata: { name: 'mayfly-run', namespace } },
    { kind: 'ConfigMap', metadata: { name: 'mayfly-anchor', namespace }, data: { a: '{}' } },
  ].map((each) => ({ apiVersion: 'v1', ...each }));
  for (const each of own) await kubectl(['apply', '-f', '-'], JSON.stringify(each));
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const config = JSON.parse(readFileSync(join(overlay, 'generated/service.json'), 'utf8')) as {
    kubernetes: object;
  };
  const plan = kubernetesSchema.parse(config.kubernetes);
  const clock = await clockPods(api, namespace);
  let count = 0;
  return {
    async start(script) {
      count += 1;
      const name = `bare-${process.pid}-${count}`;
      const pod = podManifest({ name, deadlineMs: 600_000 }, plan);
      const [container] = pod.spec.containers;
      const command = ['/usr/bin/node', '-e', script];
      const spec = { ...pod.spec, containers: [{ ...container, command }] };
      const startedAt = Date.now();
      const { code, body } = await api.call('POST', path, { ...pod, spec });
      if (code !== 201) throw new Error(`No bare pod: ${code} ${body.message ?? ''}`);
      const { at } = await clock.told(name, 'runningAt');
      return { name, tookMs: at - startedAt };
    },
    printed: async (name) => {
      const said = await until(async () => {
        const { code, body } = await api.call('GET', `${path}/${name}/log`);
        return code === 200 && body.message !== '' ? JSON.stringify(body) : undefined;
      });
      const number = Number(/[\d.]+/.exec(said)?.[0]);
      if (said.includes('failed') || Number.isNaN(number)) throw new Error(`${name} said ${said}`);
      return number;
    },
    async remove(name) {
      const startedAt = Date.now();
      await api.call('DELETE', `${path}/${name}`);
      return (await clock.told(name, 'goneAt')).at - startedAt;
    },
    async close() {
      clock.close();
      await kubectl(['delete', 'namespace', namespace]);
    },
  };
};
