import { hashOfStatement } from '@mayfly/shared/envelope/statement.ts';
import { idBytes } from '@mayfly/shared/base/ids.ts';
import { appendWithNodes, headOf, splitHashes } from '../log/append.ts';
import { concat } from '@mayfly/shared/base/bytes.ts';
import { inOrg } from '../store/database.ts';
import { insertEntries } from '../store/entries.ts';
import { lockOrg } from '../store/orgs.ts';
import type { Frontier } from '@mayfly/shared/envelope/log.ts';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';
import type { Hash, OrgId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';
import type { OrgRow } from '../store/orgs.ts';
import type { LeavesTable, StatementKind, StatementsTable } from '../store/tables.ts';

/** What a statement is about. */
export type About = { readonly run?: RunId; readonly attempt?: number };

/** A change of one organization's ledger: it is committed whole, with its leaves and feed entries, or not at all. */
export type Change = InOrg & {
  /** ms since 1970, the same throughout the change. */
  readonly now: number;
  /** The organization as it was before. No other change of it goes on meanwhile. */
  readonly before: OrgRow;
  /** The head of the log so far, to be named in a statement that is signed next. */
  readonly logHead: () => LogHead;
  /** Keeps a statement, which is not kept yet, for ever, and appends it to the log. Answers its hash. */
  readonly keep: (kind: StatementKind, signed: Signed, about?: About) => Hash;
  /** Tells the service, once all is committed; `ref` is the hash of a statement, or JSON. */
  readonly tell: (kind: FeedEntry['kind'], ref: string) => void;
};

/** Changes an organization. Throws `organization-not-found`, or what `work` throws: then nothing has changed. */
export async function changeOrg<T>(
  deps: Deps,
  org: OrgId,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const { done, told } = await inOrg(deps.database, org, async (at) => {
    const before = await lockOrg(at);
    return recordChange(deps, at, before, work);
  });
  deps.watermark.raise(told);
  deps.bell.ring();
  return done;
}

/** The rest of {@link changeOrg}, where the caller has opened the transaction, raises the watermark to `told`, and rings the bell. */
export async function recordChange<T>(
  { clock, watermark }: Pick<Deps, 'clock' | 'watermark'>,
  at: InOrg,
  before: OrgRow,
  work: (change: Change) => Promise<T>,
): Promise<{ done: T; told: number }> {
  const now = clock.now();
  const told: { kind: FeedEntry['kind']; ref: string }[] = [];
  const statements: Omit<StatementsTable, 'org'>[] = [];
  const leaves: Omit<LeavesTable, 'org'>[] = [];
  let frontier: Frontier = { size: before.log_size, nodes: splitHashes(before.log_frontier) };
  const keep: Change['keep'] = (kind, signed, { run, attempt } = {}) => {
    const hash = hashOfStatement(signed);
    statements.push({ hash, kind, run: run ?? null, attempt: attempt ?? null, ...signed });
    const added = appendWithNodes(frontier, idBytes(hash));
    leaves.push({ n: frontier.size, hash, kind, nodes: concat(...added.completed) });
    frontier = added.frontier;
    return hash;
  };
  const done = await work({
    ...at,
    now,
    before,
    logHead: () => headOf(frontier),
    keep,
    tell: (kind, ref) => told.push({ kind, ref }),
  });
  const last = await insertEntries(at, {
    statements,
    leaves,
    log: { size: frontier.size, frontier: concat(...frontier.nodes) },
    feed: told.map(({ kind, ref }) => ({ org: at.org, kind, ref, at: now })),
  });
  return { done, told: watermark.pass(last) };
}
