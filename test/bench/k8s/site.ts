import { installOnCluster } from '../../harness/cluster-installation.ts';
import type { ClusterInstallation, ClusterPlan } from '../../harness/cluster-installation.ts';
import { device } from '../../harness/device.ts';
import { servePages } from '../../harness/pages.ts';
import { goTo, permit } from '../../harness/permit.ts';
import type { Permit } from '../../harness/permit.ts';

/** A Mayfly on the cluster with a device, and an automation that visits one page. */
export type OnCluster = {
  readonly whole: ClusterInstallation;
  /** The page, as a pod that no fence shuts in reaches it. */
  readonly url: string;
  readonly permitted: Permit;
  close(): Promise<void>;
};

const plenty = 10_000;

/** Installs it. One in a process, since the device's keys are the process's. */
export const startOnCluster = async (settings: ClusterPlan['settings']): Promise<OnCluster> => {
  const pages = await servePages({ '/': '<!doctype html><title>One</title><p>One page</p>' });
  const whole = await installOnCluster({ ...(settings && { settings }) });
  const { port } = new URL(pages.origin);
  const origin = await whole.outside(Number(port));
  const address = new URL(origin);
  address.hostname = whole.settings.hosts?.[address.hostname] ?? address.hostname;
  await device.pair(whole.invitation, 'correct horse battery staple');
  const limits = { perDay: plenty, parallel: plenty, attempts: 1 };
  return {
    whole,
    url: address.href,
    permitted: await permit({ steps: [goTo(`${origin}/`)], origins: [origin], limits }),
    close: async () => {
      await whole.remove();
      await pages[Symbol.asyncDispose]();
    },
  };
};
