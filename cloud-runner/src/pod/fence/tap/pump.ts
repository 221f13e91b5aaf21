import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import {
  type RecordSplitter,
  recordType,
  type TlsRecord,
  MessageSplitter,
  messageType,
} from './records.ts';
import { type ClientHello, readClientHello } from './hello.ts';
import { unreadable } from './unreadable.ts';

/** Milliseconds in which a browser has to say hello, and a connection to end. */
const patienceMs = 10_000;

/** A browser's hello, and the bytes that it came in. */
export type FirstHello = { hello: ClientHello; bytes: Buffer };

/** The bytes that may go on once a record was read; a promise where others must say so first. */
type Read = readonly Buffer[] | Promise<readonly Buffer[]>;

/**
 * Reads each record of a connection, one after the other, until its end, and hands on what may go on: all at once what was
 * read at once, and that before anything is waited for.
 */
export async function pump(
  from: Duplex,
  splitter: RecordSplitter,
  read: (record: TlsRecord) => Read,
  to: Duplex,
): Promise<void> {
  for await (const chunk of chunksOf(from)) {
    const ready: Buffer[] = [];
    try {
      for (const record of splitter.push(chunk)) {
        const bytes = read(record);
        ready.push(
          ...(bytes instanceof Promise ? await after(write(to, ready.splice(0)), bytes) : bytes),
        );
      }
    } catch (error) {
      void write(to, ready);
      throw error;
    }
    await write(to, ready);
  }
}

/** What was waited for, once `first` is done as well. Both are under way: neither fails unheard. */
async function after<Waited>(first: Promise<void>, waited: Promise<Waited>): Promise<Waited> {
  const [done] = await Promise.all([waited, first]);
  return done;
}

/** Reads a ClientHello, which may be spread over records. Throws Refusal connection-unreadable. */
export async function firstHello(from: Duplex, splitter: RecordSplitter): Promise<FirstHello> {
  const messages = new MessageSplitter();
  const patience = setTimeout(() => from.destroy(), patienceMs);
  const bytes: Buffer[] = [];
  try {
    for await (const chunk of chunksOf(from)) {
      const records = [...splitter.push(chunk)];
      for (const record of records) {
        if (record.type !== recordType.handshake) throw unreadable('no hello');
        bytes.push(record.bytes);
        const [message] = messages.push(record.body);
        if (!message) continue;
        const isAlone = messages.isWhole && record === records.at(-1);
        if (message.type !== messageType.clientHello || !isAlone) throw unreadable('no hello');
        return { hello: readClientHello(message.body), bytes: Buffer.concat(bytes) };
      }
    }
  } finally {
    clearTimeout(patience);
  }
  throw unreadable('no hello');
}

/** Writes, and waits where the other end is slow. What has ended takes no more. */
async function write(to: Duplex, parts: readonly Buffer[]): Promise<void> {
  if (parts.length === 0 || to.destroyed || to.writableEnded) return;
  to.cork();
  for (const part of parts) to.write(part);
  to.uncork();
  if (!to.writableNeedDrain) return;
  const gone = new AbortController();
  const leave = () => gone.abort();
  to.once('close', leave);
  await once(to, 'drain', { signal: gone.signal }).catch(() => undefined);
  to.off('close', leave);
}

/** Ends both ways once what was written has gone out. */
export async function endBoth(ends: readonly Duplex[]): Promise<void> {
  const closings = ends.map((end) => {
    if (end.destroyed) return Promise.resolve();
    end.end();
    return once(end, 'close', { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
  });
  await Promise.all(closings);
}

/** An end that is cut is an end. The stream stays open: its other direction may go on. */
async function* chunksOf(from: Duplex): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of from.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch {
    from.destroy();
  }
}
