import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from './installation.ts';

/** The parts that write a log. */
const parts = ['service', 'broker', 'spawner', 'postgres'];

/** The last lines that a part wrote. Throws, saying where they are, where they are not kept here. */
export function lastLines({ logs }: Installed, part: string, most: number): string {
  if (!parts.includes(part)) throw new Error(`Whose log? One of: ${parts.join(', ')}`);
  const path = logs && join(logs, `${part}.log`);
  if (!path || !existsSync(path)) {
    throw new Error(
      `No log of ${part} here. On a cluster: kubectl logs -n mayfly-${part === 'broker' ? 'broker' : 'system'} deploy/mayfly-${part}`,
    );
  }
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return `${lines.slice(-most).join('\n')}\n`;
}
