import { statfs } from 'node:fs/promises';

/** Where what a pod writes comes to lie. */
export type Disk = 'memory' | 'disk';

/** `TMPFS_MAGIC` and `RAMFS_MAGIC` of linux/magic.h. */
const memoryFileSystems: ReadonlySet<number> = new Set([0x01_02_19_94, 0x85_84_58_f6]);

/** Whether a directory lies in memory. Where the system does not tell, it is taken for a disk. */
export async function diskOf(dir: string): Promise<Disk> {
  if (process.platform !== 'linux') return 'disk';
  return memoryFileSystems.has((await statfs(dir)).type) ? 'memory' : 'disk';
}
