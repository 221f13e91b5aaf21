import { strings } from '../../pages/strings.ts';
import type { Outcome } from '@mayfly/shared/player/outcome.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { Finding, FoundLine } from '../../pages/run-view.ts';

const words = strings.finding;

/** How the thing of a step was found: each way that was tried before the one that won; undefined where nothing was looked for. */
export function findingOf(
  step: Step | undefined,
  { found, error }: Pick<Outcome, 'found' | 'error'>,
): Finding | undefined {
  const tried = error?.facts.tried;
  if (tried) {
    return { lines: tried.map(({ selector, shown }) => lineOf(selector, shown)) };
  }
  if (!found) return undefined;
  const { selector, rank, healed } = found;
  const before = selectorsOf(step).slice(0, rank);
  const lines = before.map((each) => lineOf(each, 0));
  if (!healed) {
    return { lines: [...lines, { way: wayOf(selector), literal: selector, result: 'chosen' }] };
  }
  const { likeness, margin, path } = healed;
  const won: FoundLine = { way: words.likeness, literal: path, result: 'chosen', likeness };
  return { lines: [...lines, won], next: Math.max(0, likeness - margin) };
}

function lineOf(selector: string, shown: number): FoundLine {
  const line = { way: wayOf(selector), literal: selector };
  return shown > 1 ? { ...line, result: 'several', alike: shown } : { ...line, result: 'none' };
}

function selectorsOf(step: Step | undefined): readonly string[] {
  return step && 'target' in step ? (step.target?.selectors ?? []) : [];
}

/** What kind of way a selector is, in words; the selector itself stands behind Details. */
function wayOf(selector: string): string {
  const name = /::-p-aria\((?:\[name="(.*?)"\]|(.*?)(?:\[role|\)$))/.exec(selector);
  if (name) return words.aria(name[1] ?? name[2] ?? '');
  if (selector.includes('::-p-text(')) return words.text;
  if (selector.includes('::-p-xpath(')) return words.place;
  if (/\[data-(testid|test|cy|qa|test-id)/.test(selector)) return words.testId;
  return selector.includes('label') ? words.label : words.style;
}
