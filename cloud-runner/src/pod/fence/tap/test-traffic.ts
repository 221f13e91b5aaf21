import { openFenceLog } from '../fence-log.ts';
import { judgeBy } from '../judge.ts';
import { linesBy } from '../lines.ts';
import type { Gate } from '../pass.ts';
import { pinnedResolver } from '../resolve.ts';
import type { FenceRules } from '../rules.ts';
import { trustOf } from '../trust.ts';
import { Traffic } from './traffic.ts';
import { TunnelMemory } from './tunnel-memory.ts';

/** The traffic of a tunnel to https://app.test, for tests; `told` are the values of cookies, `marks` how often it was asked. */
export function trafficBy(rules: Partial<FenceRules> = {}) {
  const told: string[] = [];
  const state = { marks: 0 };
  const resolve = pinnedResolver(new Set());
  const gate: Gate = {
    judge: judgeBy({ origins: ['https://app.test'], writes: [], passive: false, ...rules }),
    mark: async () => {
      state.marks += 1;
    },
    onCookie: (value) => told.push(value),
    lines: linesBy({ resolve, trust: trustOf(), direct: new Set(), sessions: new Map() }),
    scribe: openFenceLog(),
  };
  const memory = new TunnelMemory();
  const open = () => new Traffic(gate, 'https://app.test', memory);
  return { gate, told, state, open, log: gate.scribe.log };
}
