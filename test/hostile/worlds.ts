import { startBrokers } from './brokers.ts';
import { startServiceWorld } from './service/world.ts';
import { startTenants } from './tenants/world.ts';
import type { BrokersWorld } from './brokers.ts';
import type { ServiceWorld } from './service/world.ts';
import type { Tenants } from './tenants/world.ts';

/** The worlds in which attacks are played. Each is started by the first attack that asks for it, and shared. */
export type Worlds = {
  /** Two organizations at one broker and one service. */
  readonly tenants: () => Promise<Tenants>;
  /** Brokers alone. */
  readonly brokers: () => Promise<BrokersWorld>;
  /** An installation whose service is hostile. */
  readonly service: () => Promise<ServiceWorld>;
};

/** Worlds that are not started yet, and what ends those that were. */
export function makeWorlds(): { readonly worlds: Worlds; readonly end: () => Promise<void> } {
  const ends: (() => Promise<void>)[] = [];
  const once = <World>(start: () => Promise<World>, end: (world: World) => Promise<void>) => {
    let started: Promise<World> | undefined;
    return () => {
      started ??= start().then((world) => {
        ends.push(() => end(world));
        return world;
      });
      return started;
    };
  };
  return {
    worlds: {
      tenants: once(startTenants, (world) => world.close()),
      brokers: once(startBrokers, (world) => world.close()),
      service: once(startServiceWorld, (world) => world.close()),
    },
    end: async () => {
      for (const each of ends.toReversed()) await each();
    },
  };
}
