import { z } from 'zod';

/** The states of a run, in the order of its life (DESIGN §6). Everything from `succeeded` on is an end. */
export const runStatuses = [
  'queued',
  'starting',
  'running',
  'succeeded',
  'finished-with-errors',
  'failed',
  'canceled',
  'timed-out',
  'outcome-unknown',
] as const;

/** A state of a run, in JSON. */
export const runStatusSchema = z.enum(runStatuses);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** Whether a run in this state changes no more, except that a person may settle an unknown outcome. */
export function isEnd(status: RunStatus): boolean {
  return runStatuses.indexOf(status) >= runStatuses.indexOf('succeeded');
}

/** How much was seen of a pod's disappearance (DESIGN §6). Never more than was seen. */
export const goneGrades = ['node-verified', 'api', 'unproved'] as const;
/** A grade of disappearance, in JSON. */
export const goneGradeSchema = z.enum(goneGrades);
export type GoneGrade = z.infer<typeof goneGradeSchema>;
