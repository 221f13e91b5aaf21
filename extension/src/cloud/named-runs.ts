import { countRuns } from '../store/run-numbers.ts';
import { automationOfRun } from './run-automation.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Connection } from './doors.ts';
import type { RanAutomation } from './run-automation.ts';

/** A run's label with what it plays, and its number among the runs of that automation. */
export type NamedRun = {
  readonly label: RunLabel;
  /** Undefined when it was removed, so that nobody can say any more. */
  readonly ran: RanAutomation | undefined;
  readonly number: number | undefined;
};

/** Opens what these runs play, and counts them. */
export async function nameRuns(
  connection: Connection,
  charter: Charter,
  labels: readonly RunLabel[],
): Promise<NamedRun[]> {
  const named = await Promise.all(
    labels.map(async (label) => ({
      label,
      ran: await automationOfRun(connection, charter, label),
    })),
  );
  const numbers = await countRuns(
    named.flatMap(({ label, ran }) =>
      ran ? [{ run: label.run, automation: ran.subject, at: label.createdAt }] : [],
    ),
  );
  return named.map((each) => ({ ...each, number: numbers.get(each.label.run) }));
}
