import {
  BadgeQuestionMark,
  Check,
  ExternalLink,
  LogOut,
  OctagonX,
  Play,
  RefreshCw,
  RotateCw,
} from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { day, seconds, timeOfDay, whenInside } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import styles from './RunProblem.module.css';
import type { RunActions, RunProblem as Problem } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.problem;

type RunProblemProps<Kind extends Problem['kind'] = Problem['kind']> = {
  problem: Extract<Problem, { kind: Kind }>;
  actions: RunActions;
};

/** What needs the person: one question, one answer. */
export function RunProblem({ problem, actions }: RunProblemProps) {
  switch (problem.kind) {
    case 'signed-out':
      return <SignedOut problem={problem} actions={actions} />;
    case 'unknown':
      return <Unknown problem={problem} actions={actions} />;
    case 'other':
      return <Other problem={problem} actions={actions} />;
  }
}

function SignedOut({ problem, actions }: RunProblemProps<'signed-out'>) {
  const clock = useClock();
  const { host, endedAt, signedInHereAt, changed } = problem;
  const ended =
    endedAt === undefined
      ? ''
      : words.signInEnded(`${day(endedAt, clock.zone)} at ${timeOfDay(endedAt, clock.zone)}`);
  const where =
    signedInHereAt === undefined
      ? words.opensSite
      : words.takesCookies(whenInside(signedInHereAt, clock));
  return (
    <div className={styles['around']}>
      <Notice
        tone="bad"
        icon={LogOut}
        large
        title={words.signedOut}
        action={
          <Button
            kind="primary"
            size="large"
            icon={RefreshCw}
            onClick={changed ? actions.onResync : actions.onResyncAndRun}
          >
            {changed ? words.resync : words.resyncAndRun}
          </Button>
        }
      >
        {words.signedOutSentence(host)} {ended}
      </Notice>
      <div className={classNames(styles['under'], 'row wrap small faint')}>
        <span className="grow">
          {where} {changed ? words.twoWords : words.safe}
        </span>
        {changed && (
          <Button size="small" icon={Play} onClick={actions.onRunAgain}>
            {words.runAgain}
          </Button>
        )}
      </div>
    </div>
  );
}

function whyUnknown({
  step,
  lostAfterMs,
  isReported,
}: RunProblemProps<'unknown'>['problem']): string {
  if (isReported) return words.noAnswer(step.number);
  return lostAfterMs === undefined
    ? words.contactLost(step.number)
    : words.contactLostAfter(seconds(lostAfterMs), step.number);
}

function Unknown({ problem, actions }: RunProblemProps<'unknown'>) {
  const clock = useClock();
  const { question, step, place, settled } = problem;
  if (settled) {
    return (
      <div className={styles['around']}>
        <Notice
          icon={Check}
          title={words.settled(settled.done, settled.by, whenInside(settled.at, clock))}
        >
          {words.settledMore}
        </Notice>
      </div>
    );
  }
  return (
    <div className={styles['around']}>
      <Notice
        tone="odd"
        icon={BadgeQuestionMark}
        large
        title={question ?? words.didIt(step.sentence)}
      >
        {whyUnknown(problem)} {words.neverRepeats}
        <div className={classNames(styles['answers'], 'row wrap')}>
          {place && (
            <Button kind="primary" icon={ExternalLink} onClick={actions.onOpenPlace}>
              {words.openPlace(place.name)}
            </Button>
          )}
          <Button icon={Check} onClick={() => actions.onSettle(true)}>
            {words.happened}
          </Button>
          <Button icon={RotateCw} onClick={() => actions.onSettle(false)}>
            {words.didNot}
          </Button>
        </div>
        <p className="small">{words.writtenDown}</p>
      </Notice>
    </div>
  );
}

function Other({ problem: { words: said }, actions }: RunProblemProps<'other'>) {
  return (
    <div className={styles['around']}>
      <Notice
        tone="bad"
        icon={OctagonX}
        large
        title={said.title}
        action={
          said.button && (
            <Button kind="primary" onClick={actions.onAct}>
              {said.button}
            </Button>
          )
        }
      >
        {said.sentence}
      </Notice>
    </div>
  );
}
