import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { describe, expect, it, vi } from 'vitest';
import type { Engine } from './engine.ts';

/** What every engine holds to. `open` gives one that may have pods of others; they are left alone. */
export function engineContract(title: string, open: () => Promise<Engine>): void {
  const deadlineMs = 60_000;
  const fresh = () => `run-${randomId16()}-1`;
  const named = async (engine: Engine, name: string) =>
    (await engine.list()).filter((pod) => pod.name === name);

  describe(`${title}, as an engine`, () => {
    it('lists a pod that it made, with its name, uid and time of birth', async () => {
      const engine = await open();
      const name = fresh();
      const { uid } = await engine.create({ name, deadlineMs });
      const [pod, ...others] = await named(engine, name);
      expect(others).toEqual([]);
      expect(pod).toMatchObject({ name, uid, bornAt: expect.any(Number) });
      expect(await engine.find(name)).toMatchObject({ name, uid });
      await engine.remove(uid);
    });

    it('makes one pod for one name, also when asked twice at once', async () => {
      const engine = await open();
      const name = fresh();
      const asked = [engine.create({ name, deadlineMs }), engine.create({ name, deadlineMs })];
      const [first, second] = await Promise.all(asked);
      expect(second).toEqual(first);
      expect(await engine.create({ name, deadlineMs })).toEqual(first);
      expect(await named(engine, name)).toHaveLength(1);
      await engine.remove(first!.uid);
    });

    it('gives every pod a uid of its own, that no door mistakes', async () => {
      const engine = await open();
      const one = await engine.create({ name: fresh(), deadlineMs });
      const other = await engine.create({ name: fresh(), deadlineMs });
      expect(one.uid).toMatch(/^[0-9a-z-]{1,64}$/);
      expect(one.uid).not.toBe(other.uid);
      await engine.remove(one.uid);
      await engine.remove(other.uid);
    });

    it('ends a pod, and no other', async () => {
      const engine = await open();
      const [gone, left] = [fresh(), fresh()];
      const { uid } = await engine.create({ name: gone, deadlineMs });
      const other = await engine.create({ name: left, deadlineMs });
      await engine.remove(uid);
      await vi.waitFor(async () => expect(await named(engine, gone)).toEqual([]), 30_000);
      expect(await engine.find(gone)).toBeUndefined();
      expect(await named(engine, left)).toHaveLength(1);
      await engine.remove(other.uid);
    });

    it('takes an unknown uid, and one that it ended, for done', async () => {
      const engine = await open();
      const { uid } = await engine.create({ name: fresh(), deadlineMs });
      for (const each of [uid, uid, randomId16()]) {
        await expect(engine.remove(each)).resolves.toBeUndefined();
      }
    });
  });
}
