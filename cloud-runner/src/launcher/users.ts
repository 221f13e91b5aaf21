import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';

/** A user of the system, by its numbers. */
export type Owner = { uid: number; gid: number };

/** Who owns what: each part its own user where this process may give them, else nobody but ours. */
export type Owners = { postgres?: Owner; broker?: Owner; service?: Owner };

const numberOf = (kind: '-u' | '-g', name: string): number =>
  Number(
    execFileSync('id', [kind, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );

const find = (name: string): Owner | undefined => {
  try {
    return { uid: numberOf('-u', name), gid: numberOf('-g', name) };
  } catch {
    return undefined; // `id` fails for a user that does not exist.
  }
};

const findOrMake = (name: string): Owner => {
  const found = find(name);
  if (found) return found;
  // prettier-ignore
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name]);
  return { uid: numberOf('-u', name), gid: numberOf('-g', name) };
};

/** Whether this process may act as any user: root, on Linux. */
export const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Finds or makes a system user for each part, as root; otherwise all is ours. */
export const ownersHere = (): Owners =>
  isRoot()
    ? {
        postgres: findOrMake('mayfly-postgres'),
        broker: findOrMake('mayfly-broker'),
        service: findOrMake('mayfly-service'),
      }
    : {};

/** Gives a file or folder to its owner, where there are owners. */
export const give = (path: string, owner: Owner | undefined): void => {
  if (owner) chownSync(path, owner.uid, owner.gid);
};
