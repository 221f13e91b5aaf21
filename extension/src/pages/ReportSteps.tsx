import { LockKeyhole, RefreshCw, ShieldCheck, WandSparkles } from 'lucide-react';
import { useRef, useState } from 'react';
import { Card } from '../ui/Card.tsx';
import { useClock } from '../ui/clock.tsx';
import type { Frame } from '../ui/FilmStrip.tsx';
import { FilmStrip } from '../ui/FilmStrip.tsx';
import { exactTime } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { Proof, ProofRow } from '../ui/Proof.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';
import styles from './Report.module.css';
import { ReportPreview } from './ReportData.tsx';
import type { RunActions, RunStep, RunTab, RunView } from './run-view.ts';
import { StepDetail } from './StepDetail.tsx';
import { strings } from './strings.ts';
import { Timeline } from './Timeline.tsx';

const words = strings.run;

/** Which of the two pictures of a step is shown. */
export type Side = 'before' | 'after';

type ReportStepsProps = { view: RunView; actions: RunActions; onTab: (tab: RunTab) => void };

/** The steps as a film and as a list, and the one that is chosen beside them. Keys: J K step, B side, D data, C copy. */
export function ReportSteps({ view, actions, onTab }: ReportStepsProps) {
  const { steps, tables } = view;
  const [current, setCurrent] = useState(() => mostTelling(steps));
  const [side, setSide] = useState<Side>('after');
  const around = useRef<HTMLDivElement>(null);
  const move = (by: number) => {
    const number = Math.min(steps.length, Math.max(1, current + by));
    setCurrent(number);
    around.current?.querySelector<HTMLElement>(`[data-item="${number}"] button`)?.focus();
  };
  const onKeyDown = useListKeys({
    j: () => move(1),
    k: () => move(-1),
    b: () => setSide(side === 'after' ? 'before' : 'after'),
    d: () => tables.length > 0 && onTab('data'),
    c: () => actions.onCopyStep(current),
  });
  const step = steps.find(({ number }) => number === current);
  if (!step) return undefined;
  return (
    // The keys act on the buttons inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={around} onKeyDown={onKeyDown}>
      <Card>
        <div className={styles['film']}>
          <FilmStrip frames={steps.map(frameOf)} current={current} onChoose={setCurrent} />
        </div>
      </Card>
      <PicturesNote view={view} />
      <div className={styles['columns']}>
        <Card title={stepCount(steps)} aside={<Adapted steps={steps} />}>
          <Timeline steps={steps} current={current} onChoose={setCurrent} />
          <Afterwards view={view} />
        </Card>
        <div className={styles['right']}>
          <StepDetail step={step} side={side} onSide={setSide} actions={actions} />
          {tables[0] && <ReportPreview table={tables[0]} onSeeAll={() => onTab('data')} />}
        </div>
      </div>
    </div>
  );
}

/** What one wants to see first: where it failed, else where it adapted, else the last that was run. */
function mostTelling(steps: readonly RunStep[]): number {
  const wanted =
    steps.find(({ state }) => state === 'failed' || state === 'stopped') ??
    steps.find(({ state }) => state === 'adapted') ??
    steps.findLast(({ state }) => state === 'done');
  return wanted?.number ?? 1;
}

function frameOf({ number, label, state, durationMs, after, before }: RunStep): Frame {
  const filmState = state === 'not-run' ? 'skipped' : state;
  return { number, label, state: filmState, durationMs, picture: after ?? before };
}

function stepCount(steps: readonly RunStep[]): string {
  const tried = steps.filter(({ state }) => state !== 'not-run').length;
  return tried === steps.length ? words.stepCount(tried) : words.tried(tried, steps.length);
}

function Adapted({ steps }: { steps: readonly RunStep[] }) {
  const amount = steps.filter(({ state }) => state === 'adapted').length;
  if (amount === 0) return undefined;
  return (
    <span className="row toneWarn">
      <Icon of={WandSparkles} size={14} />
      {words.adapted(amount)}
    </span>
  );
}

function PicturesNote({ view: { pictures } }: { view: RunView }) {
  if (!pictures?.opening && !pictures?.leftOut) return undefined;
  const { opening, leftOut } = pictures;
  return (
    <p className="small faint">
      {opening && words.opening(opening.opened, opening.of)} {leftOut && words.leftOut(leftOut)}
    </p>
  );
}

function Afterwards({ view: { afterwards, proof } }: { view: RunView }) {
  const { zone } = useClock();
  const { reportLockedAt, renewedCookies } = afterwards;
  const gone =
    proof?.verdict === 'checked' && proof.erasure.kind === 'gone' ? proof.erasure : undefined;
  if (reportLockedAt === undefined && !renewedCookies && !gone) return undefined;
  const at = (time: number) => exactTime(time, zone, true);
  return (
    <div className={styles['afterwards']}>
      <h3>{words.afterwards}</h3>
      <Proof small>
        {reportLockedAt !== undefined && (
          <ProofRow mark="checked" icon={LockKeyhole} end={at(reportLockedAt)}>
            {words.reportLocked}
          </ProofRow>
        )}
        {renewedCookies && (
          <ProofRow mark="checked" icon={RefreshCw} end={at(renewedCookies.at)}>
            {words.renewed(renewedCookies.amount)}
          </ProofRow>
        )}
        {gone && gone.grade !== 'unproved' && (
          <ProofRow mark="checked" icon={ShieldCheck} end={at(gone.at)}>
            {words.browserErased}
          </ProofRow>
        )}
      </Proof>
    </div>
  );
}
