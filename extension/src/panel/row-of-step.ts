import { isInput, isSecret } from '@mayfly/shared/base/text.ts';
import type { Text } from '@mayfly/shared/base/text.ts';
import { sentenceOf } from '@mayfly/shared/steps/index.ts';
import type { Step, StepType } from '@mayfly/shared/steps/index.ts';
import type { Unseen } from '../capture/recorder-port.ts';
import type { StepShape } from '../ui/step-icon.ts';
import type { RecordedStep } from './recording-view.ts';
import { strings } from './strings.ts';

const shapes: Record<StepType, StepShape> = {
  'go-to': 'go',
  click: 'click',
  fill: 'type',
  select: 'choose',
  tick: 'choose',
  press: 'type',
  hover: 'click',
  scroll: 'click',
  wait: 'wait',
  'get-data': 'read',
  'get-table': 'table',
  picture: 'picture',
  check: 'check',
  back: 'go',
  'open-tab': 'go',
  'switch-tab': 'go',
  'close-tab': 'close',
};

function typedIn(step: Step): Text {
  return step.type === 'fill' ? step.value : '';
}

function noteOf(step: Step): string | undefined {
  if (step.type !== 'get-table') return undefined;
  return strings.recording.columns(step.columns.map(({ name }) => name));
}

/** A step as a row of the panel, without its number. */
export function rowOfStep(step: Step): Omit<RecordedStep, 'number'> {
  const text = typedIn(step);
  const [send] = step.sends ?? [];
  return {
    id: step.id,
    shape: shapes[step.type],
    sentence: sentenceOf(step),
    asked: isInput(text),
    secret: isSecret(text) ? text.secret : undefined,
    sendsTo: send && new URL(send.origin).host,
    note: noteOf(step),
  };
}

/** A row for an act that fell where no extension can see. */
export function rowOfUnseen(id: string, what: Unseen): Omit<RecordedStep, 'number'> {
  if (what === 'file')
    return {
      id,
      shape: 'choose',
      sentence: strings.recording.file,
      note: strings.recording.fileMore,
    };
  return { id, shape: 'click', sentence: strings.recording.unseen, closedFrame: true };
}
