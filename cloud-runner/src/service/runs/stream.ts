import { Readable } from 'node:stream';
import type { Kid, OrgId } from '@mayfly/shared/base/ids.ts';
import { inOrg } from '../store/database.ts';
import { findDevice } from '../store/devices.ts';
import { eventsAfter } from '../store/events.ts';
import { showRuns } from '../store/runs.ts';
import { progressLabel, runLabel } from './label.ts';
import type { Deps } from '../deps.ts';
import type { EventRow } from '../store/tables.ts';

const heartbeatMs = 15_000;

type Reader = { readonly org: OrgId; readonly kid: Kid };

/**
 * An organization's stream for one device, as server-sent events: `run` with a run label, `progress` with a progress
 * label, numbered as their lines are. A comment every 15 s; it ends with the device's membership.
 */
export function streamOf(deps: Deps, { org, kid }: Reader, from: number): Readable {
  let last = from;
  let busy = false;
  let again = false;
  const stream = new Readable({ read: () => undefined });

  const send = async (): Promise<void> => {
    again = true;
    if (busy) return;
    busy = true;
    while (again && !stream.destroyed) {
      again = false;
      const { text, n } = await linesAfter(deps, org, last);
      again ||= n > last;
      last = n;
      if (text && !stream.destroyed) stream.push(text);
    }
    busy = false;
  };
  const beat = async (): Promise<void> => {
    const device = await inOrg(deps.mail, org, (at) => findDevice(at, kid));
    if (!stream.destroyed) stream.push(device ? ':\n\n' : null);
  };
  const fail = (error: unknown) => stream.destroy(error instanceof Error ? error : undefined);

  const stop = deps.wake.on(`org:${org}`, () => void send().catch(fail));
  const timer = setInterval(() => void beat().catch(fail), heartbeatMs);
  stream.once('close', () => {
    stop();
    clearInterval(timer);
  });
  stream.push(':\n\n');
  void send().catch(fail);
  return stream;
}

/** The lines after number `n` as text, and the number of the last. A run that changed twice is told once, as it is now. */
async function linesAfter({ mail }: Deps, org: OrgId, n: number) {
  return inOrg(mail, org, async (at) => {
    const events = await eventsAfter(at, n);
    const changed = new Map(
      events.filter(({ envelope }) => !envelope).map(({ run, n }) => [run, n]),
    );
    const shown = changed.size > 0 ? await showRuns(at, [...changed.keys()]) : [];
    const runs = new Map(shown.map((row) => [changed.get(row.run), runLabel(row)]));
    const text = events.map((event) => line(event, runs.get(event.n))).join('');
    return { text, n: events.at(-1)?.n ?? n };
  });
}

function line(event: EventRow, run: ReturnType<typeof runLabel> | undefined): string {
  const progress = progressLabel(event);
  if (progress) return sentEvent(event.n, 'progress', progress);
  return run ? sentEvent(event.n, 'run', run) : '';
}

function sentEvent(id: number, kind: string, data: object): string {
  return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
