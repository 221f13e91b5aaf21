import { describe, expect, it } from 'vitest';
import {
  appendLeaf,
  checkConsistency,
  checkInclusion,
  emptyFrontier,
  headOfFrontier,
} from './log.ts';
import { logHeadOf, proveConsistency, proveInclusion } from './log.ts';
import { randomBytes } from './random.ts';

const leaves = Array.from({ length: 21 }, () => randomBytes(32));
const forked = expect.objectContaining({ code: 'history-forked' });

describe('a log', () => {
  it('appended leaf by leaf has the same heads as one made at once', async () => {
    let frontier = emptyFrontier;
    expect(await headOfFrontier(frontier)).toEqual(await logHeadOf([]));
    for (const [at, leaf] of leaves.entries()) {
      frontier = await appendLeaf(frontier, leaf);
      expect(await headOfFrontier(frontier)).toEqual(await logHeadOf(leaves.slice(0, at + 1)));
    }
  });

  it('proves every leaf of every size, and no other leaf', async () => {
    for (let size = 1; size <= leaves.length; size++) {
      const part = leaves.slice(0, size);
      const head = await logHeadOf(part);
      for (const [index, leaf] of part.entries()) {
        const proof = await proveInclusion(part, index);
        await checkInclusion(head, { leaf, index, proof });
        await expect(checkInclusion(head, { leaf: randomBytes(32), index, proof })).rejects.toEqual(
          forked,
        );
        await expect(checkInclusion(head, { leaf, index: index + 1, proof })).rejects.toEqual(
          forked,
        );
        await expect(
          checkInclusion(head, { leaf, index, proof: [...proof, leaf] }),
        ).rejects.toEqual(forked);
      }
    }
  });

  it('proves that every older head is its beginning, and that no other is', async () => {
    for (let newer = 1; newer <= leaves.length; newer++) {
      const part = leaves.slice(0, newer);
      const newerHead = await logHeadOf(part);
      for (let older = 0; older <= newer; older++) {
        const olderHead = await logHeadOf(part.slice(0, older));
        const proof = await proveConsistency(part, older);
        await checkConsistency(olderHead, newerHead, proof);
        await expect(
          checkConsistency(olderHead, newerHead, [...proof, randomBytes(32)]),
        ).rejects.toEqual(forked);
        const other = { size: older, root: randomBytes(32) };
        const refused = older === 0 ? undefined : forked;
        const outcome = await checkConsistency(other, newerHead, proof).catch(
          (error: unknown) => error,
        );
        expect(outcome).toEqual(refused);
      }
    }
  });

  it('never shrinks', async () => {
    const [older, newer] = [await logHeadOf(leaves), await logHeadOf(leaves.slice(0, 5))];
    await expect(checkConsistency(older, newer, [])).rejects.toEqual(forked);
  });

  it('with a proof cut short is not believed', async () => {
    const head = await logHeadOf(leaves);
    const proof = await proveInclusion(leaves, 3);
    const cut = proof.slice(0, -1);
    await expect(checkInclusion(head, { leaf: leaves[3]!, index: 3, proof: cut })).rejects.toEqual(
      forked,
    );
    await expect(proveInclusion(leaves, leaves.length)).rejects.toThrow(RangeError);
    await expect(proveConsistency(leaves, leaves.length + 1)).rejects.toThrow(RangeError);
  });
});
