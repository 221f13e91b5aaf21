import type { FenceScribe } from './fence-log.ts';
import type { Asked, Judge } from './judge.ts';
import type { Lines } from './lines.ts';
import { Refusal } from './refusal.ts';

/** Asks the broker for its mark before a counted write; resolves when there is one. Rejects: there is none. */
export type Mark = () => Promise<void>;

/** Told each value that a site gives a cookie, before the page is: it is to be hidden in whatever the page shows. */
export type OnCookie = (value: string) => void;

/** What stands between the browser and the sites. */
export type Gate = {
  judge: Judge;
  mark: Mark;
  onCookie: OnCookie;
  lines: Lines;
  scribe: FenceScribe;
};

/**
 * The one gate for requests and WebSockets: judges, connects, and only then asks for the mark, so that a site that is
 * down leaves no mark behind. Answers what `connect` opened. Throws Refusal, which is written down already.
 */
export async function pass<Connection>(
  { judge, mark, scribe }: Gate,
  asked: Asked,
  connect: () => Promise<Connection>,
): Promise<Connection> {
  const verdict = judge.decide(asked);
  try {
    if (verdict.kind === 'refused') throw new Refusal(verdict.reason);
    const connection = await connect();
    if (verdict.kind === 'write') await marked(mark);
    scribe.sent(asked, verdict.kind === 'write');
    return connection;
  } catch (error) {
    if (verdict.kind === 'write') verdict.undo();
    const refusal = asRefusal(error);
    scribe.refused(asked, refusal.reason);
    refusal.isNoted = true;
    throw refusal;
  }
}

/** Asks for the mark. Throws Refusal mark-refused. A life is lost here if a write goes out without its mark. */
export async function marked(mark: Mark): Promise<void> {
  try {
    await mark();
  } catch (cause) {
    throw new Refusal('mark-refused', { cause });
  }
}

function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('site-unreachable', { cause: error });
}
