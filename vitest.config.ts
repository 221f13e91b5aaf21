import { defineConfig } from 'vitest/config';

/** The slower kinds of test; a file says its kind before `.test.ts`, and one that says none is a unit test. */
const kinds = [
  'contract',
  'browser',
  'leak',
  'hostile',
  'escape',
  'chaos',
  'e2e',
  'cluster',
  'cluster-chaos',
  'faults',
] as const;

/** Those that need a cluster, which is up before their first file and down after their last. */
const onCluster: ReadonlySet<string> = new Set(['cluster', 'cluster-chaos', 'faults']);

const tests = (kind?: string) => [
  `{shared,extension,cloud-runner,test,k8s}/**/*${kind ? `.${kind}` : ''}.test.{ts,tsx}`,
];

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/.output/**', '**/.wxt/**', '**/dist/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: tests(),
          exclude: ['**/node_modules/**', '**/dist/**', ...kinds.flatMap(tests)],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          // Many of these wait for a database or a process, not for a processor.
          maxWorkers: 4,
        },
      },
      ...kinds.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: tests(name),
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Real browsers and whole installations: one file at a time on a small machine.
          fileParallelism: name === 'contract',
          ...(onCluster.has(name) ? { globalSetup: 'test/harness/cluster-stage.ts' } : {}),
        },
      })),
    ],
  },
});
