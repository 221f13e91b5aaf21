import { LockKeyhole, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Chip } from '../ui/Chip.tsx';
import { useAnnounce } from '../ui/LiveRegion.tsx';
import { PopoverMenu } from '../ui/PopoverMenu.tsx';
import { plain } from '../ui/sentence.ts';
import { stepIcons } from '../ui/step-icon.ts';
import { StepRow } from '../ui/StepRow.tsx';
import { strings as shared } from '../ui/strings.ts';
import styles from './panel.module.css';
import type { RecordedStep } from './recording-view.ts';
import { strings } from './strings.ts';

const words = strings.recording;

type RecordedStepsProps = { steps: readonly RecordedStep[]; onRemove: (stepId: string) => void };

/** Each act as a sentence, the newest last; each is announced once, however many keystrokes fold into it. */
export function RecordedSteps({ steps, onRemove }: RecordedStepsProps) {
  useAnnounceOnce(steps);
  if (steps.length === 0) return undefined;
  const newest = steps.at(-1)?.id;
  return (
    <ol aria-label={words.list}>
      {steps.map((step) => (
        <StepRow
          key={step.id}
          number={step.number}
          icon={stepIcons[step.shape]}
          sentence={step.sentence}
          state={step.id === newest ? 'new' : 'plain'}
          end={
            <PopoverMenu
              of={words.stepName(step.number)}
              items={[{ word: words.remove, icon: Trash2, onChoose: () => onRemove(step.id) }]}
            />
          }
        >
          {below(step, step.id === newest)}
        </StepRow>
      ))}
    </ol>
  );
}

function below(step: RecordedStep, newest: boolean) {
  const note = step.note ?? (newest && !step.secret && !step.sendsTo ? words.justNow : undefined);
  if (!step.asked && !step.secret && !step.sendsTo && !step.closedFrame && !note) return undefined;
  return (
    <>
      {(step.asked || step.secret || step.sendsTo) && (
        <span className={styles['chips']}>
          {step.asked && <Chip>{words.asked}</Chip>}
          {step.secret && (
            <Chip kind="secret" icon={LockKeyhole}>
              {words.secret(step.secret)}
            </Chip>
          )}
          {step.sendsTo && (
            <Chip kind="change" icon={Pencil}>
              {words.sends(step.sendsTo)}
            </Chip>
          )}
        </span>
      )}
      {step.secret && <span>{words.neverKept}</span>}
      {step.closedFrame && <span>{words.closedFrame}</span>}
      {note && <span>{note}</span>}
    </>
  );
}

function useAnnounceOnce(steps: readonly RecordedStep[]): void {
  const announce = useAnnounce();
  const heard = useRef(new Set<string>());
  useEffect(() => {
    const fresh = steps.filter(({ id }) => !heard.current.has(id));
    for (const { id } of fresh) heard.current.add(id);
    const last = fresh.at(-1);
    if (last) announce(shared.step(last.number, plain(last.sentence)));
  }, [announce, steps]);
}
