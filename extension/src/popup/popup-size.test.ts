import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { build } from 'vite';
import type { Rolldown } from 'vite';
import { expect, it, vi } from 'vitest';

const budgetBytes = 80 * 1024;

it('the popup loads at most 80 KB of script, compressed, before it is drawn', async () => {
  // What is built is what React and its compiler ask this for.
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: { input: join(import.meta.dirname, '../entrypoints/popup/main.tsx') },
    },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  const chunks = new Map(
    output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
  );
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
  const first = [...reachable(entry?.fileName ?? '', chunks)].map((name) => chunks.get(name));
  const bytes = first.reduce(
    (sum, chunk) => sum + gzipSync(chunk?.code ?? '', { level: 9 }).length,
    0,
  );
  expect(bytes).toBeGreaterThan(40_000);
  expect(bytes).toBeLessThanOrEqual(budgetBytes);
});

/** A chunk and all that it loads at once; what is loaded later does not count. */
function reachable(
  name: string,
  chunks: ReadonlyMap<string, Rolldown.OutputChunk>,
  seen = new Set<string>(),
): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of chunks.get(name)?.imports ?? []) reachable(next, chunks, seen);
  return seen;
}
