import { say, strong } from '@mayfly/shared/base/sentence.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { strings } from '../../pages/strings.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { HistoryLine } from '../../pages/run-view.ts';
import type { LogLine } from '../../cloud/run-evidence.ts';
import type { LoadedRun } from './load-run.ts';

const words = strings.history;

/** Who did what around a run: what the charter and the statements say, with their places in the log. */
export function historyOf(loaded: LoadedRun): HistoryLine[] {
  const { proved, label } = loaded;
  const lines = (proved?.log ?? []).flatMap((line) => lineOf(line, label.run) ?? []);
  const all = [...confirmed(loaded), ...started(loaded), ...lines, ...afterwards(loaded)];
  return all.toSorted((left, right) => left.at - right.at);
}

function confirmed({ ran }: LoadedRun): HistoryLine[] {
  if (!ran) return [];
  const { automation, grant } = ran;
  const what = say`${words.confirmed(automation.changed.version)}${strong(automation.name)}`;
  return [{ at: grant.at, who: words.you, what }];
}

function started({ proved, label }: LoadedRun): HistoryLine[] {
  const signed = proved?.evidence.order;
  if (signed) return [{ at: read(order, signed).at, who: words.you, what: words.ordered }];
  if (label.slot === undefined) return [];
  return [{ at: label.slot, who: words.runner, what: words.slot }];
}

function afterwards({ said, charter, label }: LoadedRun): HistoryLine[] {
  const settled = charter.settled.get(label.run);
  return [
    ...(said?.stoppedAt ? [{ at: said.stoppedAt, who: words.you, what: words.stopped }] : []),
    ...(settled ? [{ at: settled.at, who: words.you, what: words.settled(settled.done) }] : []),
  ];
}

type Reader = (signed: Signed) => Omit<HistoryLine, 'logEntry'> & { run: string };

const readers: Readonly<Record<string, Reader>> = {
  certificate: (signed) => {
    const { run, at, attempt } = read(certificate, signed);
    return { run, at, who: words.runner, what: words.released(attempt) };
  },
  mark: (signed) => {
    const { run, at } = read(mark, signed);
    return { run, at, who: words.runner, what: words.marked };
  },
  end: (signed) => {
    const { run, at } = read(end, signed);
    return { run, at, who: words.browser, what: words.ended };
  },
  gone: (signed) => {
    const { run, at, seen } = read(gone, signed);
    return { run, at, who: words.runner, what: seen === 'unproved' ? words.notSeen : words.gone };
  },
};

function lineOf({ n, kind, statement }: LogLine, wanted: string): HistoryLine | undefined {
  const reader = readers[kind];
  if (!reader || !statement) return undefined;
  const { run, ...line } = reader(statement);
  return run === wanted ? { ...line, logEntry: n } : undefined;
}
