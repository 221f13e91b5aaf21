import type { Family } from '../figure.ts';
import { clusterUp } from './cluster-up.ts';
import { images } from './images.ts';

/** All that is measured on a cluster, what is quick first. */
export const families: readonly Family[] = [images, clusterUp];
