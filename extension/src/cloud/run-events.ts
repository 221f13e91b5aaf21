import { send } from '@mayfly/shared/api/client.ts';
import {
  progressLabelSchema,
  runLabelSchema,
  serviceRoutes,
} from '@mayfly/shared/api/service-routes.ts';
import type { ProgressLabel, RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { Connection } from './doors.ts';

/** What the service tells of its runs, as it happens. */
export type RunEvent =
  | { kind: 'run'; label: RunLabel; id: string }
  | { kind: 'progress'; label: ProgressLabel; id: string };

/**
 * Follows the runs of the organization: server-sent events over `fetch`, since `EventSource` cannot sign. Ends when the
 * stream does; `lastId` resumes where an earlier one ended; `onOpen` hears that the service answers. Throws `runner-unreachable`.
 */
export async function* followRuns(
  connection: Connection,
  {
    signal,
    lastId,
    onOpen,
  }: { signal: AbortSignal; lastId?: string | undefined; onOpen?: () => void },
): AsyncGenerator<RunEvent> {
  const response = await send(connection.service, serviceRoutes.runEvents, {
    signal,
    headers: lastId ? { 'last-event-id': lastId } : {},
  });
  if (!response.ok || !response.body) return;
  onOpen?.();
  let rest = '';
  const text = response.body.pipeThrough(new TextDecoderStream());
  for await (const chunk of text as unknown as AsyncIterable<string>) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}

function eventOf(block: string): RunEvent | undefined {
  const field = (name: string) =>
    block
      .split('\n')
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2))
      .join('\n');
  const [kind, id, data] = [field('event'), field('id'), field('data')];
  if (kind === 'run') return { kind, id, label: runLabelSchema.parse(JSON.parse(data)) };
  if (kind === 'progress') return { kind, id, label: progressLabelSchema.parse(JSON.parse(data)) };
  return undefined;
}
