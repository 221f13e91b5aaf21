import { Copy, EyeOff, WandSparkles } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { classNames } from '../ui/class-names.ts';
import { seconds } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Proof, ProofRow } from '../ui/Proof.tsx';
import { plain } from '../ui/sentence.ts';
import { Shot } from '../ui/Shot.tsx';
import { strings as shared } from '../ui/strings.ts';
import styles from './Report.module.css';
import type { Side } from './ReportSteps.tsx';
import type { Finding, FoundLine, RunActions, RunStep } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.run;

type StepDetailProps = {
  step: RunStep;
  side: Side;
  onSide: (side: Side) => void;
  actions: RunActions;
};

/** One step: what the page looked like, how the thing was found, what went wrong. */
export function StepDetail({ step, side, onSide, actions }: StepDetailProps) {
  const both = step.before !== undefined && step.after !== undefined;
  const shownSide: Side = both ? side : step.after ? 'after' : 'before';
  const picture = step[shownSide];
  return (
    <Card className={styles['detail']}>
      <div className={styles['pictureSide']}>
        <div className={classNames(styles['pictureHead'], 'row small')}>
          {both && (
            <Choice
              label={words.side}
              value={side}
              options={[
                { value: 'before', word: words.before },
                { value: 'after', word: words.after },
              ]}
              onChange={onSide}
            />
          )}
          <span className="grow" />
          {picture && (
            <span className="row faint">
              <Icon of={EyeOff} size={14} />
              {shared.hiddenPlaces(picture.hiddenPlaces)}
            </span>
          )}
        </div>
        <Shot
          picture={picture}
          name={shared.shot(step.number, words[shownSide], picture?.hiddenPlaces ?? 0)}
        />
      </div>
      <div className={styles['wordSide']}>
        <h2>{plain(step.sentence)}</h2>
        <p className="small dim">{sayDuration(step)}</p>
        {step.failure && <Failure failure={step.failure} />}
        {step.state === 'adapted' && <Adapted step={step} onTake={actions.onTakeRepair} />}
        {step.finding && <Found finding={step.finding} />}
        {step.state !== 'not-run' && (
          <Button
            kind="quiet"
            size="small"
            icon={Copy}
            className={styles['copy']}
            onClick={() => actions.onCopyStep(step.number)}
          >
            {words.copyStep}
          </Button>
        )}
      </div>
    </Card>
  );
}

function sayDuration({ state, durationMs, waitedMs }: RunStep): string {
  if (state === 'not-run') return words.stepNotRun;
  if (durationMs === undefined) return '';
  if (state === 'failed') return words.failedAfter(seconds(durationMs));
  if (state === 'stopped') return words.stoppedAfter(seconds(durationMs));
  const waiting = waitedMs ? words.ofWhichWaiting(seconds(waitedMs)) : '';
  return `${words.took(seconds(durationMs))}${waiting}`;
}

function Failure({ failure }: { failure: NonNullable<RunStep['failure']> }) {
  return (
    <>
      <div className={styles['gap']}>
        <div className="strong">{failure.words.title}</div>
        <p className="small dim">{failure.words.sentence}</p>
      </div>
      <dl className={classNames(styles['pairs'], 'small')}>
        {failure.facts.map(({ label, text }) => (
          <div key={label} className={styles['pair']}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div className={styles['pair']}>
          <dt>{words.forSupport}</dt>
          <dd className="mono">{failure.code}</dd>
        </div>
      </dl>
    </>
  );
}

function Adapted({ step, onTake }: { step: RunStep; onTake: (number: number) => void }) {
  return (
    <div className={styles['gap']}>
      <Notice tone="warn" icon={WandSparkles} title={words.siteChanged}>
        {step.repair && (
          <>
            {words.firstFailed(step.repair.failedRuns)}
            <div className={styles['repair']}>
              <Button size="small" onClick={() => onTake(step.number)}>
                {words.takeRepair}
              </Button>
            </div>
          </>
        )}
      </Notice>
    </div>
  );
}

function Found({ finding }: { finding: Finding }) {
  const { lines, needed, next } = finding;
  const literals = lines.filter(({ literal }) => literal !== undefined);
  return (
    <>
      <h3>{words.howFound}</h3>
      <Proof small>
        {lines.map((line) => (
          <ProofRow
            key={`${line.way} ${line.literal ?? ''}`}
            mark={line.result === 'chosen' ? 'checked' : 'refuted'}
            end={sayResult(line)}
          >
            <span className={line.result === 'chosen' ? 'strong' : undefined}>{line.way}</span>
          </ProofRow>
        ))}
      </Proof>
      <p className="small faint">
        {needed !== undefined && words.needed(words.percent(needed))}{' '}
        {next !== undefined && words.nextLikeliest(words.percent(next))}
      </p>
      {literals.length > 0 && (
        <details className={styles['details']}>
          <summary>{words.details}</summary>
          <ul>
            {literals.map(({ way, literal }) => (
              <li key={`${way} ${literal}`} className="mono">
                {literal}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function sayResult({ result, alike, likeness }: FoundLine): string | undefined {
  if (likeness !== undefined) return words.percent(likeness);
  if (result === 'none') return words.none;
  return alike === undefined ? undefined : words.alike(alike);
}
