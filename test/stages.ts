/** A stage of the whole test: commands that count one each, or one project of vitest. */
export type Stage = { name: string; limitMinutes: number } & (
  | { commands: Readonly<Record<string, readonly string[]>> }
  | { project: string }
);

const types = ['.', 'shared', 'cloud-runner', 'k8s', 'test', 'extension'];

/** What needs no test run: format, lint, types, nothing unused. */
export const checks: Stage = {
  name: 'check',
  limitMinutes: 5,
  commands: {
    format: ['oxfmt', '--check'],
    lint: ['oxlint', '--type-aware', '--deny-warnings'],
    'extension is prepared': [
      'node',
      'extension/node_modules/wxt/bin/wxt.mjs',
      'prepare',
      'extension',
    ],
    ...Object.fromEntries(types.map((path) => [`types of ${path}`, ['tsc', '-p', path]])),
    'nothing unused': ['knip', '--no-progress'],
  },
};

/** Six minutes and more where there is no cache of Go's, seconds where there is, and nothing to do after that. */
const clusterPrograms: Stage = {
  name: 'cluster-programs',
  limitMinutes: 30,
  commands: { 'the programs of the cluster': ['k8s/cluster/build.sh'] },
};

/** The whole test: two lanes side by side, since much of it waits; in each, what fails fastest comes first. */
export const lanes: readonly (readonly Stage[])[] = [
  [
    checks,
    { name: 'unit', limitMinutes: 15, project: 'unit' },
    { name: 'contract', limitMinutes: 6, project: 'contract' },
    { name: 'browser', limitMinutes: 15, project: 'browser' },
    { name: 'leak', limitMinutes: 6, project: 'leak' },
    { name: 'hostile', limitMinutes: 6, project: 'hostile' },
    { name: 'escape', limitMinutes: 12, project: 'escape' },
    { name: 'e2e', limitMinutes: 20, project: 'e2e' },
  ],
  [
    clusterPrograms,
    { name: 'chaos', limitMinutes: 15, project: 'chaos' },
    { name: 'cluster', limitMinutes: 40, project: 'cluster' },
    { name: 'cluster-chaos', limitMinutes: 15, project: 'cluster-chaos' },
  ],
];

/** All that can be chosen by name. The planned faults of a whole cluster are by `npm run test:faults` alone. */
export const stages: readonly Stage[] = [
  ...lanes.flat(),
  { name: 'faults', limitMinutes: 60, project: 'faults' },
];
