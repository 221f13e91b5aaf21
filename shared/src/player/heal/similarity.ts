import {
  both,
  commonSequence,
  containment,
  either,
  likeness,
  overlap,
  rarityOf,
} from './compare.ts';
import type { Rarity } from './compare.ts';
import type { Evidence } from './evidence.ts';
import { isGenerated, tokens } from './words.ts';

/** How rare words are on a page, by where they stand. */
export type Rarities = {
  readonly text: Rarity;
  readonly id: Rarity;
  readonly class: Rarity;
  readonly bag: Rarity;
  readonly near: Rarity;
  readonly anchor: Rarity;
};

/** How rare words are among the candidates of a page. */
export function raritiesOf(all: readonly Evidence[]): Rarities {
  return {
    text: rarityOf(all.map(({ textWords }) => textWords)),
    id: rarityOf(all.map(({ idWords }) => idWords)),
    class: rarityOf(all.map(({ classes }) => classes)),
    bag: rarityOf(all.map(({ bag }) => bag)),
    near: rarityOf(all.map(({ near }) => near)),
    anchor: rarityOf(all.map(({ anchorWords }) => anchorWords)),
  };
}

type Compare = (a: Evidence, b: Evidence, rare: Rarities) => number;

/** What two texts say of each other. */
export type TextVerdict = 'equal' | 'alike' | 'contradict' | 'one-sided' | 'none';

/** Spelling that is less alike than this is chance. */
const spelled = (a: string, b: string) => Math.max(0, (likeness(a, b) - 0.4) / 0.6);

/** Whether two texts are equal, alike, contradict each other, or one is missing. */
export function textVerdict(a: Evidence, b: Evidence): TextVerdict {
  if (!a.text && !b.text) return 'none';
  if (!a.text || !b.text) return 'one-sided';
  if (a.text === b.text) return 'equal';
  const isApart = both(a.textWords, b.textWords).length === 0 && spelled(a.text, b.text) < 0.3;
  return isApart ? 'contradict' : 'alike';
}

const textLikeness: Compare = (a, b, { text: rare }) => {
  const verdict = textVerdict(a, b);
  if (verdict === 'none') return 0.3;
  if (verdict === 'one-sided') return 0;
  if (verdict === 'equal') return 1;
  const words =
    (containment(a.textWords, b.textWords, rare) + overlap(a.textWords, b.textWords, rare)) / 2;
  return 0.8 * Math.max(spelled(a.text, b.text), words);
};

const linkPath: Compare = (a, b, { bag }) => {
  const isSame = a.link?.host === b.link?.host && a.link?.path === b.link?.path;
  return (isSame ? 0.5 : 0) + containment(a.linkWords, b.linkWords, bag) / 2;
};

const anchorLikeness: Compare = (a, b, { anchor }) => {
  if (!a.anchor || a.anchor !== b.anchor)
    return 0.8 * 0.7 * overlap(a.anchorWords, b.anchorWords, anchor);
  return a.rest === b.rest ? 1 : 0.8 * (isGenerated(a.anchor) ? 0.3 : 1);
};

const tail: Compare = (a, b) => {
  const [mine, theirs] = [a.steps.toReversed(), b.steps.toReversed()];
  const apart = mine.slice(0, 5).findIndex((step, at) => step !== theirs[at]);
  return (apart < 0 ? Math.min(5, mine.length) : apart) / 5;
};

const landmarks: Compare = (a, b) => {
  const all = either(a.landmarks, b.landmarks).size;
  return all === 0 ? 0.5 : both(a.landmarks, b.landmarks).length / all;
};

const nearness: Compare = (a, b, { near }) => {
  const same = a.sides.filter((text, at) => text !== '' && text === b.sides[at]).length;
  return (overlap(a.near, b.near, near) + same / 4) / 2;
};

const ratio = (a: number, b: number) => (Math.min(a, b) + 1) / (Math.max(a, b) + 1);
const differs = (a: string, b: string) => (a !== '' && b !== '' && a !== b ? 1 : 0);
const inExactlyOne = (a: Evidence, b: Evidence, landmark: string) =>
  a.landmarks.has(landmark) !== b.landmarks.has(landmark);
const kept = new Set(['field', 'check', 'image', 'head']);

/** What counts, and how much (METHOD §3). Each similarity is 0 to 1, and 0 where one side lacks the property. */
const properties: readonly (readonly [name: string, weight: number, compare: Compare])[] = [
  ['words', 6, (a, b, { bag }) => overlap(a.bag, b.bag, bag)],
  ['path', 5, (a, b) => commonSequence(a.tags, b.tags) / Math.max(a.tags.length, b.tags.length)],
  ['text', 4, textLikeness],
  ['anchor', 3, anchorLikeness],
  [
    'core',
    2,
    (a, b, { bag }) => Math.max(containment(a.core, b.bag, bag), containment(b.core, a.bag, bag)),
  ],
  [
    'id',
    2,
    (a, b, { id }) => {
      const equal = a.id !== '' && a.id === b.id ? (isGenerated(a.id) ? 0.3 : 1) : 0;
      return Math.max(equal, 0.7 * overlap(a.idWords, b.idWords, id));
    },
  ],
  ['name', 2, (a, b) => (a.name !== '' && a.name === b.name ? 1 : 0)],
  ['place', 2, ({ box: a }, { box: b }) => 1 / (1 + Math.hypot(a.x - b.x, a.y - b.y) / 100)],
  ['near', 2, nearness],
  ['tag', 1.5, (a, b) => (a.tag === b.tag ? 0.5 : 0) + (a.family === b.family ? 0.5 : 0)],
  [
    'link',
    1.5,
    (a, b, rare) => {
      if (!a.link || !b.link) return 0;
      const isEqual = linkPath(a, b, rare) >= 0.5 && a.link.query === b.link.query;
      const isSamePlace = a.link.host === b.link.host && a.link.path === b.link.path;
      return (isEqual && isSamePlace ? 0.3 : 0) + 0.7 * linkPath(a, b, rare);
    },
  ],
  ['size', 1.5, ({ box: a }, { box: b }) => ratio(a.width, b.width) * ratio(a.height, b.height)],
  ['class', 1, (a, b, rare) => overlap(a.classes, b.classes, rare.class)],
  ['tail', 1, tail],
  ['landmarks', 1, landmarks],
  ['type', 0.5, (a, b) => (a.type !== '' && a.type === b.type ? 1 : 0)],
  ['text contradicts', -2.5, (a, b) => (textVerdict(a, b) === 'contradict' ? 1 : 0)],
  [
    'family contradicts',
    -1,
    (a, b) => (a.family !== b.family && (kept.has(a.family) || kept.has(b.family)) ? 1 : 0),
  ],
  [
    'landmark contradicts',
    -1,
    (a, b) => (inExactlyOne(a, b, 'footer') && inExactlyOne(a, b, 'header') ? 1 : 0),
  ],
  ['type contradicts', -0.5, (a, b) => differs(a.type, b.type)],
  [
    'name contradicts',
    -0.5,
    (a, b) =>
      a.name && b.name && both(new Set(tokens(a.name)), new Set(tokens(b.name))).length === 0
        ? 1
        : 0,
  ],
  [
    'link contradicts',
    -0.5,
    (a, b, rare) => (a.link && b.link && linkPath(a, b, rare) < 0.2 ? 1 : 0),
  ],
];

/** How much speaks for two records being of one element. */
export function score(a: Evidence, b: Evidence, rare: Rarities): number {
  return properties.reduce((sum, [, weight, compare]) => sum + weight * compare(a, b, rare), 0);
}
