import { definitionOf, sentenceOf } from '@mayfly/shared/steps/index.ts';
import { strings } from '../../pages/strings.ts';
import { sayError } from '../../ui/error-strings.ts';
import { seconds } from '../../ui/format.ts';
import { findingOf } from './finding-of.ts';
import { pictureOf } from './pictures.ts';
import type { Outcome } from '@mayfly/shared/player/outcome.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { RunStep } from '../../pages/run-view.ts';
import type { Picture } from '../../ui/Shot.tsx';
import type { LoadedRun } from './load-run.ts';

const words = strings.finding;

/** Shorter waits are not worth a word, ms. */
const noticedMs = 100;

type Told = LoadedRun['outcomes'][number];

/** The steps as they are shown: what became of each, and those that nothing is known of yet. */
export function stepsOf(loaded: LoadedRun): RunStep[] {
  const { outcomes, ran, label } = loaded;
  const planned = ran?.automation.steps ?? [];
  const byStep = new Map(outcomes.map((outcome) => [outcome.step, outcome]));
  const amount = Math.max(planned.length, ...outcomes.map(({ step }) => step + 1));
  const running = label.status === 'running' ? Math.max(-1, ...byStep.keys()) + 1 : undefined;
  const afters = Array.from({ length: amount }, (_, place) => afterOf(byStep.get(place), loaded));
  return afters.map((after, place): RunStep => {
    const [step, outcome] = [planned[place], byStep.get(place)];
    const number = place + 1;
    const before = afters[place - 1];
    if (outcome) return { ...toldStep(number, step, outcome), before, after };
    return {
      number,
      sentence: step ? sentenceOf(step) : '',
      label: labelOf(step, undefined),
      state: place === running ? 'running' : 'not-run',
    };
  });
}

function toldStep(number: number, step: Step | undefined, outcome: Told): RunStep {
  const { sentence, durationMs, found, error } = outcome;
  return {
    number,
    sentence,
    label: labelOf(step, outcome),
    state: stateOf(outcome),
    durationMs,
    waitedMs: found && found.waitedMs >= noticedMs ? found.waitedMs : undefined,
    finding: findingOf(step, outcome),
    ...(found?.healed ? { repair: { failedRuns: 1 } } : {}),
    ...(error ? { failure: failureOf(number, outcome, error) } : {}),
  };
}

function stateOf({ status, found }: Told): RunStep['state'] {
  switch (status) {
    case 'succeeded':
      return found?.healed ? 'adapted' : 'done';
    default:
      return status;
  }
}

function labelOf(step: Step | undefined, outcome: Told | undefined): string {
  if (step && 'target' in step && step.target) return step.target.name;
  const type = step?.type ?? outcome?.type;
  return type ? definitionOf({ type }).title : '';
}

function failureOf(
  number: number,
  { durationMs, refused = [] }: Told,
  { code, facts }: NonNullable<Outcome['error']>,
): NonNullable<RunStep['failure']> {
  const { target, tried, waitedMs, address, status, network, coveredBy } = facts;
  const host = refused[0]?.origin ?? (address && hostOf(address));
  const about = {
    target,
    host: host && hostOf(host),
    step: number,
    tried: tried && { ways: tried.length, forMs: waitedMs ?? durationMs },
    waitedMs,
  };
  const pairs: [string, string | undefined][] = [
    [words.address, address],
    [words.status, status === undefined ? undefined : String(status)],
    [words.network, network],
    [words.coveredBy, coveredBy],
    [words.waited, waitedMs === undefined ? undefined : seconds(waitedMs)],
    ...refused.map(({ method, origin, path }): [string, string] => [
      words.refused,
      `${method} ${origin}${path}`,
    ]),
  ];
  return {
    words: sayError(code, about),
    code,
    facts: pairs.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }])),
  };
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

function afterOf(outcome: Told | undefined, { pictures }: LoadedRun): Picture | undefined {
  const taken = outcome?.pictures?.at(-1);
  const opened = taken && pictures.get(taken.artifact);
  return opened && pictureOf(opened, taken.masked);
}
