import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { look } from './look.ts';
import type { Places } from './config.ts';

const uidOf = (n: number) => `0f2d6f2a-4a0e-4c55-9d2e-00000000000${n}`;
let folder = '';
let places: Places;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mayfly-witness-'));
  places = {
    proc: join(folder, 'proc'),
    cgroup: join(folder, 'cgroup'),
    kubelet: join(folder, 'kubelet'),
  };
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (path: string, text: string) => {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
};
const seen = async () => [...(await look(places))].toSorted();

describe('a witness', () => {
  it('sees what is left of a pod by its directory, its mount, its cgroup and its task alone', async () => {
    await mkdir(join(folder, 'kubelet/pods', uidOf(1)), { recursive: true });
    await put(
      'proc/1/mountinfo',
      `36 1 0:3 / /var/lib/kubelet/pods/${uidOf(2)}/volumes/x rw - tmpfs tmpfs rw\n`,
    );
    await mkdir(
      join(
        folder,
        'cgroup/kubepods.slice/kubepods-burstable.slice',
        `kubepods-burstable-pod${uidOf(3).replaceAll('-', '_')}.slice`,
      ),
      { recursive: true },
    );
    await put('proc/77/cgroup', `0::/kubepods/besteffort/pod${uidOf(4)}/abc\n`);
    await put('proc/78/cgroup', '0::/user.slice\n');
    expect(await seen()).toEqual([1, 2, 3, 4].map(uidOf));
  });

  it('sees nothing where nothing is', async () => {
    expect(await seen()).toEqual([]);
  });

  it('does not take what it may not read for nothing', async () => {
    await mkdir(join(folder, 'proc/1/mountinfo'), { recursive: true });
    await expect(look(places)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
