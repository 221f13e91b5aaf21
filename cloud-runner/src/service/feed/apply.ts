import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { dueSchema, renewalSchema, stopSchema } from '@mayfly/shared/api/feed.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';
import type { Statement } from '@mayfly/shared/envelope/statement.ts';
import type { z } from 'zod';
import { inOrg } from '../store/database.ts';
import { noteOrg } from '../store/worker.ts';
import { applyCertificate, applyEnd, applyGone, applyMark, applyStop } from './attempt-news.ts';
import { applyDue } from './due-news.ts';
import { applyLink, applyRenewal } from './link-news.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';

type Apply = (deps: Deps, at: InOrg, entry: FeedEntry) => Promise<void>;

/** What each kind of entry does. Each does the same when it comes again. */
const kinds: Readonly<Record<FeedEntry['kind'], Apply>> = {
  link: said(link, applyLink),
  due: told(dueSchema, applyDue),
  certificate: said(certificate, applyCertificate),
  mark: said(mark, applyMark),
  end: said(end, applyEnd),
  gone: said(gone, applyGone),
  stop: told(stopSchema, applyStop),
  renewal: told(renewalSchema, applyRenewal),
};

/** Takes one entry of the feed into the tables of its organization, in one transaction. Throws `tampered` when it cannot be read. */
export async function apply(deps: Deps, entry: FeedEntry): Promise<void> {
  await noteOrg(deps.yard, entry.org);
  await inOrg(deps.mail, entry.org, (at) => kinds[entry.kind](deps, at, entry));
}

function said<T>(
  type: Statement<T>,
  take: (deps: Deps, at: InOrg, news: T) => Promise<void>,
): Apply {
  return (deps, at, { bytes }) =>
    take(deps, at, read(type, { bytes: fromBase64url(bytes), sig: new Uint8Array() }));
}

function told<T>(
  schema: z.ZodType<T>,
  take: (deps: Deps, at: InOrg, news: T) => Promise<void>,
): Apply {
  return async (deps, at, { bytes }) => take(deps, at, parsed(schema, fromBase64url(bytes)));
}

function parsed<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(fromUtf8(bytes)));
  } catch (cause) {
    throw new SealError('tampered', { cause });
  }
}
