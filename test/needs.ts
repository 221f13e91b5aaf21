import { existsSync } from 'node:fs';

import { addPrograms } from '@mayfly/cloud-runner/launcher/programs.ts';
import type { Program } from '@mayfly/cloud-runner/launcher/programs.ts';

/** All that the whole test needs of the system, and the Debian packages that bring it. */
export const needs: readonly Program[] = [
  { name: 'chromium', debianPackage: 'chromium' },
  {
    name: 'chromium-headless-shell',
    paths: ['/usr/lib/chromium/chromium-headless-shell'],
    debianPackage: 'chromium-headless-shell',
  },
  { name: 'unshare', debianPackage: 'util-linux' },
  { name: 'setpriv', debianPackage: 'util-linux' },
  { name: 'ip', debianPackage: 'iproute2' },
  { name: 'openssl', debianPackage: 'openssl' },
  { name: 'nft', debianPackage: 'nftables' },
  { name: 'mmdebstrap', debianPackage: 'mmdebstrap' },
  { name: 'busybox', paths: ['/bin/busybox'], debianPackage: 'busybox-static' },
  { name: 'pip3', debianPackage: 'python3-pip' },
  { name: 'Xvfb', debianPackage: 'xvfb' },
  { name: 'xdotool', debianPackage: 'xdotool' },
  { name: 'fc-list', debianPackage: 'fontconfig' },
  {
    name: 'fonts',
    paths: ['/usr/share/fonts/truetype/dejavu'],
    debianPackage: 'fonts-dejavu-core',
  },
];

/** Adds what is missing where it can; answers a sentence for each thing that is missing still. */
export const missingNeeds = async (): Promise<string[]> => {
  const missing = await addPrograms(needs.filter(({ paths }) => !paths?.some(existsSync)));
  return missing.map(
    ({ name, debianPackage }) => `${name} is missing: apt install ${debianPackage}`,
  );
};
