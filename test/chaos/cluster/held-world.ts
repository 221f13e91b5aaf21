import { afterAll, beforeAll } from 'vitest';
import { holdRuns } from './held-run.ts';
import { startClusterWorld } from './world.ts';
import type { Holding } from './held-run.ts';
import type { ClusterWorld } from './world.ts';

/** A world for all tests of a file, and runs in it that can be held. */
export type HeldWorld = { readonly world: ClusterWorld; readonly holding: Holding };

/** Starts one with two services before the tests of a file, and ends it after them. It is there once they run. */
export function heldWorld(spellMs: number): () => HeldWorld {
  let world: ClusterWorld | undefined;
  let holding: Holding | undefined;
  beforeAll(async () => {
    world = await startClusterWorld(2, spellMs);
    holding = await holdRuns(world.whole);
  }, 900_000);
  afterAll(async () => {
    await world?.end();
    await holding?.end();
  });
  return () => {
    if (!world || !holding) throw new Error('The world is there once a test runs');
    return { world, holding };
  };
}
