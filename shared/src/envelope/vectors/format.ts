import { id16, id32, idBytes, isId16, isId32 } from '../../base/ids.ts';
import { decodeCbor, encodeCbor } from '../cbor.ts';
import { padded } from '../format.ts';
import { appendLeaf, emptyFrontier, headOfFrontier, logHeadOf } from '../log.ts';
import { slotsBetween } from '../slot.ts';
import { ends, equal, hex, same } from './check.ts';
import formats from './formats.json' with { type: 'json' };
import type { Check } from './check.ts';

/** How bytes, ids, sizes, slots and the log must look. */
export function formatChecks(): Check[] {
  return [...cborChecks(), ...idChecks(), ...sizeChecks(), ...slotChecks(), ...logChecks()];
}

function cborChecks(): Check[] {
  const { accepted, refused } = formats.cbor;
  return [
    ...accepted.map(([bytes = '', name]) => ({
      name: `CBOR: ${name}`,
      run: () => same(encodeCbor(decodeCbor(hex(bytes))), hex(bytes)),
    })),
    ...refused.map(([bytes = '', name]) => ({
      name: `CBOR refused: ${name}`,
      run: () => ends('tampered', () => decodeCbor(hex(bytes))),
    })),
  ];
}

function idChecks(): Check[] {
  const { id16: short, id32: long, refused } = formats.ids;
  return [
    ...[...short, ...long].map(([bytes = '', id = '']) => ({
      name: `id ${id}`,
      run: () => {
        equal(bytes.length === 32 ? id16(hex(bytes)) : id32(hex(bytes)), id);
        if (isId16(id) || isId32(id)) same(idBytes(id), hex(bytes));
      },
    })),
    ...refused.map((id) => ({
      name: `no id: ${id}`,
      run: () => equal(isId16(id) || isId32(id), false),
    })),
  ];
}

function sizeChecks(): Check[] {
  return formats.padded.map(([size = 0, wanted]) => ({
    name: `${size} bytes, padded`,
    run: () => equal(padded(size), wanted),
  }));
}

function slotChecks(): Check[] {
  return formats.slots.map(({ name, cron, zone, after, until, slots }) => ({
    name: `slots: ${name}`,
    run: () => {
      const span = { after: Date.parse(after), until: Date.parse(until) };
      const found = slotsBetween({ cron, zone, graceMs: 0 }, span);
      equal(found.join(), slots.map((slot) => Date.parse(slot)).join());
    },
  }));
}

function logChecks(): Check[] {
  const leaves = formats.log.leaves.map(hex);
  return formats.log.roots.map((root, at) => ({
    name: `RFC 6962, the root over ${at + 1} leaves`,
    run: async () => {
      same((await logHeadOf(leaves.slice(0, at + 1))).root, hex(root));
      let frontier = emptyFrontier;
      for (const leaf of leaves.slice(0, at + 1)) frontier = await appendLeaf(frontier, leaf);
      same((await headOfFrontier(frontier)).root, hex(root));
    },
  }));
}
