import { BadgeCheck, Download, Info, ShieldCheck, ShieldQuestionMark, ShieldX } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { exactTime, seconds } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Lifeline } from './Lifeline.tsx';
import { ProofLines } from './ProofLines.tsx';
import styles from './ReportProof.module.css';
import type { RunActions, RunProof, RunView } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.problem;

/** How the run's browser was born, unlocked, ended and erased, and what of it was checked on this device. */
export function ReportProof({ view, actions }: { view: RunView; actions: RunActions }) {
  const { proof } = view;
  if (!proof) {
    return (
      <Notice tone="warn" icon={ShieldQuestionMark} title={words.unproved}>
        {words.unprovedMore}
      </Notice>
    );
  }
  return (
    <div className={styles['columns']}>
      <Card {...verdictLook(proof)} title={verdict(proof)} aside={<Range proof={proof} />} padded>
        {proof.verdict === 'refuted' && (
          <Notice tone="bad" icon={ShieldX} title={words.refuted} alert>
            {words.refutedMore}
          </Notice>
        )}
        {proof.verdict === 'unproved' && (
          <Notice tone="warn" icon={ShieldQuestionMark} title={words.unproved}>
            {words.unprovedMore}
          </Notice>
        )}
        <Lifeline proof={proof} />
        <ProofLines proof={proof} steps={view.steps} />
      </Card>
      <div className={styles['column']}>
        <Auditor proof={proof} actions={actions} />
        <Notice icon={Info}>{words.limits}</Notice>
      </div>
    </div>
  );
}

/** Whether it is told and proved that nothing is left. */
function isGone({ verdict, erasure }: RunProof): boolean {
  return verdict === 'checked' && erasure.kind === 'gone' && erasure.grade !== 'unproved';
}

function verdictLook(proof: RunProof) {
  if (isGone(proof)) return { icon: ShieldCheck, tone: 'ok' } as const;
  return { icon: ShieldQuestionMark, tone: 'wait' } as const;
}

function verdict(proof: RunProof): string {
  if (proof.verdict === 'refuted') return words.refuted;
  if (proof.verdict === 'unproved') return words.unproved;
  if (!isGone(proof) || proof.erasure.kind !== 'gone') return words.notGoneYet;
  if (proof.bornAt === undefined) return words.gone;
  return words.lived(seconds(proof.erasure.at - proof.bornAt));
}

function Range({ proof: { bornAt, erasure } }: { proof: RunProof }) {
  const { zone } = useClock();
  if (bornAt === undefined || erasure.kind !== 'gone') return undefined;
  return words.range(exactTime(bornAt, zone, true), exactTime(erasure.at, zone, true));
}

function Auditor({ proof, actions }: { proof: RunProof; actions: RunActions }) {
  const { browser, program, allowedBy, logEntry, logSize } = proof.auditor;
  const entry =
    logEntry === undefined
      ? undefined
      : words.logOf(
          logEntry.toLocaleString('en-GB'),
          (logSize ?? logEntry + 1).toLocaleString('en-GB'),
        );
  return (
    <Card title={words.auditor} padded>
      <dl className={classNames(styles['pairs'], 'small')}>
        <dt>{words.browser}</dt>
        <dd className="mono">{browser}</dd>
        <dt>{words.program}</dt>
        <dd className="mono">{program}</dd>
        <dt>{words.allowedBy}</dt>
        <dd>{allowedBy}</dd>
        {entry && (
          <>
            <dt>{words.logEntry}</dt>
            <dd className="num">{entry}</dd>
          </>
        )}
      </dl>
      <div className="row wrap">
        <Button size="small" icon={BadgeCheck} onClick={actions.onVerify}>
          {words.verify}
        </Button>
        <Button size="small" icon={Download} onClick={actions.onSaveProof}>
          {words.saveProof}
        </Button>
      </div>
    </Card>
  );
}
