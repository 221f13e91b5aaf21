/** A room of the house, and what its files may import. Tests may import everything. */
export type Room = {
  /** Folder or file, from the top of the repository; the longest that fits a file is its room. */
  room: string;
  /** Rooms or files that it may import besides itself. */
  may: readonly string[];
  /** Rooms or files that it may import for their types alone. */
  mayTypes?: readonly string[];
  /** Packages (or `node:`) that it may import; without it, any. Types are free. */
  packages?: readonly string[];
  /** Packages, rooms or files that no chain of run-time imports may lead to. */
  never?: readonly string[];
};

const base = 'shared/src/base';
const event = 'shared/src/event';
const steps = 'shared/src/steps';
const automation = 'shared/src/automation';
const envelope = 'shared/src/envelope';
const player = 'shared/src/player';
const report = 'shared/src/report';
const api = 'shared/src/api';
const format = 'shared/src/envelope/format.ts';
const statement = 'shared/src/envelope/statement.ts';
/** The types of statement, one a file, and the hash by which things are named. */
const statements = ['shared/src/envelope/statement', 'shared/src/envelope/sodium.ts'];
const shared = 'shared/src';
const extension = 'extension/src';
const cloudRunner = 'cloud-runner/src';
const opening = 'shared/src/envelope/open.ts';
/** A client of Kubernetes' API, for those alone who start pods on a cluster or look at them. */
const clusterApi = 'cloud-runner/src/cluster-api';
/** Figures for Prometheus, of any process. */
const metrics = 'cloud-runner/src/metrics';
const cluster = '@kubernetes/client-node';

/** What runs anywhere: no I/O, so no Node and no browser driver. */
const anywhere = ['zod', '@scure/base', 'cborg', 'libsodium-wrappers', 'croner'];

/** Who may import whom: the table of the house, one row a room. */
export const rooms: readonly Room[] = [
  { room: base, may: [], packages: ['zod', '@scure/base'] },
  { room: event, may: [base], packages: ['zod'] },
  { room: steps, may: [base, event, 'shared/src/player/find.ts'], packages: ['zod'] },
  { room: automation, may: [base, event, steps], packages: ['zod'] },
  { room: envelope, may: [base], packages: anywhere, never: [steps, automation, player, report] },
  { room: player, may: [base, event, steps, automation], packages: ['zod'] },
  { room: report, may: [base, event, steps, automation, player], packages: ['zod'] },
  { room: api, may: [base, format, statement], packages: ['zod'], never: [steps, opening] },

  {
    room: `${extension}/capture`,
    may: [base],
    mayTypes: [event],
    packages: [],
    never: ['zod', 'react'],
  },
  { room: extension, may: [shared], never: ['puppeteer', 'puppeteer-core', 'node:'] },
  {
    room: `${extension}/entrypoints/popup`,
    may: [shared, extension],
    never: ['puppeteer', 'puppeteer-core', 'node:', player],
  },

  { room: metrics, may: [base], packages: ['prom-client', 'node:'] },
  { room: clusterApi, may: [], packages: ['zod', 'node:'] },
  {
    room: `${cloudRunner}/service/engines/kubernetes`,
    may: [base, api, clusterApi, `${cloudRunner}/service/engines`],
    packages: ['zod', 'node:'],
  },
  {
    room: `${cloudRunner}/broker/identity/kubernetes`,
    may: [base, api, envelope, clusterApi, `${cloudRunner}/broker/identity`],
    packages: ['zod', 'node:'],
  },
  {
    room: `${cloudRunner}/service`,
    may: [base, api, format, statement, ...statements, metrics],
    never: [steps, automation, player, report, opening, 'puppeteer-core'],
  },
  {
    room: `${cloudRunner}/broker`,
    may: [base, api, envelope, metrics],
    never: [steps, automation, player, report, 'puppeteer-core'],
  },
  {
    room: `${cloudRunner}/spawner`,
    may: [base, api],
    never: [steps, automation, player, report, envelope],
  },
  {
    room: `${cloudRunner}/cli`,
    may: [base, api, envelope, clusterApi],
    never: [steps, automation, player, report, 'fastify'],
  },
  {
    room: `${cloudRunner}/witness`,
    may: [base, api],
    packages: ['zod', 'node:'],
    never: [steps, automation, player, report, envelope],
  },
  { room: `${cloudRunner}/pod`, may: [shared], never: ['fastify', 'pg', 'kysely'] },
  {
    room: `${cloudRunner}/launcher`,
    may: [base, `${cloudRunner}/pod/browser/executable.ts`, `${cloudRunner}/pod/bundle.ts`],
    mayTypes: ['service', 'broker', 'spawner'].map((room) => `${cloudRunner}/${room}/config.ts`),
    never: [steps, envelope],
  },
];

/** Packages that only the named rooms may import. */
export const reserved: Readonly<Record<string, readonly string[]>> = {
  // A client of our own does for us what it would, in a fifteenth of the memory: cluster-api/README.md.
  [cluster]: [],
};

/** Tests, and what only tests use: they may import everything, and nothing else may import them. */
export const testing: RegExp = /^test\/|\.test\.tsx?$|\/testing\/|^cloud-runner\/.*\/test-[^/]+$/;

/** Doors: nobody imports them. */
export const doors: readonly RegExp[] = [
  /^extension\/src\/entrypoints\//,
  /^cloud-runner\/src\/[^/]+\/main\.ts$/,
];

/** Parts of a file's or a folder's name that say nothing. */
export const emptyNames = /(^|[/.-])(utils?|helpers?|misc|common|manager)(?=[/.-]|$)/i;

/** Longest file, in lines. */
export const mostLines = 250;

/** Longest README of a package, in lines: one screen. */
export const mostReadmeLines = 60;

/** The reader must have seen at least so many files, so that it cannot pass blind. */
export const fewestFiles = 5;
