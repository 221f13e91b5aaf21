import type { Frame } from 'puppeteer-core';
import type { Fingerprint } from '../../base/fingerprint.ts';
import { inPage } from '../apart.ts';
import type { Candidate } from '../page/kit.ts';
import { evidenceOf } from './evidence.ts';
import type { ElementFacts } from './evidence.ts';
import { isSure, locate } from './locate.ts';
import { neighboursOf } from './neighbours.ts';

/** What on the page is most like the thing recorded. `likeness` 0 to 1; `path` is its XPath; `selector` names it until the page goes. */
export type Likeness = {
  readonly likeness: number;
  readonly margin: number;
  readonly confidence: number;
  readonly isSure: boolean;
  readonly path: string;
  readonly selector: string;
};

/** Most elements of a page that are compared. */
const most = 1500;

/** The element of a frame that is most like a recorded one; `undefined` where nothing is. */
export async function mostLike(
  frame: Frame,
  fingerprint: Fingerprint,
): Promise<Likeness | undefined> {
  const candidates = await inPage(frame, 'candidates', most);
  const others = candidates.map(factsOf);
  const evidence = others.map((facts) =>
    evidenceOf({ ...facts, neighbours: neighboursOf(facts, others) }),
  );
  const sketch = (fingerprint.sketch ?? []).map(evidenceOf);
  const located = locate(evidenceOf(fingerprint), evidence, sketch);
  const candidate = located && candidates[located.index];
  if (!candidate) return undefined;
  const { likeness, margin, confidence } = located;
  return {
    likeness,
    margin,
    confidence,
    isSure: isSure(located),
    path: candidate.path,
    selector: `::-mayfly-held(${candidate.held})`,
  };
}

function factsOf({ held: _held, ...facts }: Candidate): ElementFacts {
  return facts;
}
