import type { Family } from '../figure.ts';
import { clusterUp } from './cluster-up.ts';
import { coldRuns } from './cold-runs.ts';
import { images } from './images.ts';
import { manyAtOnce } from './thousand.ts';
import { throughput } from './throughput.ts';
import { warmClaim } from './warm-claim.ts';

/** All that is measured on a cluster, what is quick first. */
export const families: readonly Family[] = [
  images,
  clusterUp,
  warmClaim,
  coldRuns,
  throughput,
  manyAtOnce(1_000),
];
