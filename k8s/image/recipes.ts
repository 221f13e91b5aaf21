import type { ProgramName } from '@mayfly/cloud-runner/launcher/builds.ts';
import type { ImageConfig } from './oci-archive.ts';

/** What an image is made of. Of the packages only what is named here gets in, with the libraries that it loads. */
export type Recipe = {
  readonly name: 'run' | 'service' | 'broker' | 'witness';
  /** The bundled program that it runs. */
  readonly program: ProgramName;
  /** Debian packages to take from; what they depend on comes along. */
  readonly packages: readonly string[];
  /** Programs and modules of these packages, each with every library that it loads. */
  readonly binaries: readonly string[];
  /** Further files, as globs from the root. */
  readonly files: readonly string[];
  readonly user: { readonly name: string; readonly id: number };
  readonly entrypoint: readonly string[];
};

/** Node itself comes from npm; these are its libraries, and the first process, which buries what others left behind. */
const node = {
  packages: ['libstdc++6', 'libgcc-s1', 'tini', 'ca-certificates'],
  binaries: ['/usr/bin/tini'],
};

/**
 * The browser, without what it never loads when it has no screen: graphics drivers and the compiler in them, Vulkan, the
 * windows' languages. The fence shuts it in with unshare, ip and setpriv (cloud-runner/src/pod/browser/namespace.ts), and makes
 * the pipe of its keys with mkfifo (cloud-runner/src/pod/fence/tap/key-pipe.ts).
 */
const run: Recipe = {
  name: 'run',
  program: 'pod',
  packages: [
    ...node.packages,
    'chromium-headless-shell',
    'libnss3',
    'util-linux',
    'iproute2',
    'dash',
    'coreutils',
    'fontconfig-config',
    'fonts-dejavu-core',
    'fonts-liberation2',
    'fonts-noto-color-emoji',
  ],
  binaries: [
    ...node.binaries,
    '/usr/lib/chromium/chromium-headless-shell',
    // Loaded by name, and so in nobody's list.
    '/usr/lib/x86_64-linux-gnu/libsoftokn3.so',
    '/usr/lib/x86_64-linux-gnu/libfreeblpriv3.so',
    '/usr/lib/x86_64-linux-gnu/libnssckbi.so',
    '/usr/bin/unshare',
    '/usr/bin/setpriv',
    '/bin/ip',
    '/bin/dash',
    '/bin/true',
    '/usr/bin/mkfifo',
    '/bin/cat',
  ],
  files: [
    'usr/lib/chromium/headless_*.pak',
    'usr/lib/chromium/{icudtl.dat,snapshot_blob.bin,v8_context_snapshot.bin}',
    'etc/fonts/**',
    'usr/share/fontconfig/**',
    'usr/share/fonts/**/*.{ttf,ttc,otf}',
  ],
  user: { name: 'pod', id: 10_001 },
  entrypoint: ['/bin/sh', '/app/pod'],
};

const server = (name: 'service' | 'broker' | 'witness', id: number): Recipe => ({
  name,
  program: name,
  ...node,
  files: [],
  user: { name, id },
  entrypoint: ['/usr/bin/tini', '--', '/usr/bin/node', `/app/${name}.mjs`],
});

/** All images. */
export const recipes: readonly Recipe[] = [
  run,
  server('service', 10_002),
  server('broker', 10_003),
  server('witness', 10_004),
];

/** How an image is started, whoever packs it. */
export const configOf = ({ entrypoint, user, program }: Recipe): ImageConfig => ({
  entrypoint,
  user: `${user.id}:${user.id}`,
  env: [
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    `HOME=/home/${user.name}`,
    'NODE_COMPILE_CACHE=/app/cache',
  ],
  workingDir: program === 'pod' ? '/tmp' : '/',
});
