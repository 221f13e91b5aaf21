import type { RefusalReason } from './judge.ts';

/** What a page gets instead of an answer of the site. */
export type RefusalAnswer = {
  status: 403 | 502;
  headers: Readonly<Record<string, string>>;
  text: string;
};

const unreached: ReadonlySet<RefusalReason> = new Set([
  'name-not-found',
  'certificate-invalid',
  'site-unreachable',
  'answer-lost',
  'connection-unreadable',
]);

/** Tells a page that its request was not sent, and why. */
export function refusalAnswer(reason: RefusalReason): RefusalAnswer {
  return {
    status: unreached.has(reason) ? 502 : 403,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-mayfly-fence': reason,
    },
    text: `Mayfly did not send this request: ${reason}\n`,
  };
}
