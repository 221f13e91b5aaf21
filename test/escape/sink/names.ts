import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { addressOf, type Arrival } from './arrivals.ts';

/** Answers names of the test's world on port 53. RFC 1035 §4 */
export async function serveNames(
  address: string,
  note: (arrival: Arrival) => void,
): Promise<() => void> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { address: from, port }) => {
    const question = questionOf(query);
    if (!question) return;
    note({ kind: 'dns', host: question.name });
    socket.send(answerTo(query, question), port, from);
  });
  socket.bind(53, address);
  await once(socket, 'listening');
  return () => socket.close();
}

type Question = { name: string; type: number; end: number };
const typeA = 1;
const typeAaaa = 28;

function questionOf(query: Buffer): Question | undefined {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]; length; length = query[at]) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  if (at + 5 > query.length) return undefined;
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An answer to the question alone: what else a query holds is dropped. */
function answerTo(query: Buffer, { name, type, end }: Question): Buffer {
  const known = addressesOf(name);
  const records = known.flatMap((address) => recordOf(address, type));
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(known.length > 0 ? 0x81_80 : 0x81_83, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, query.subarray(12, end), ...records]);
}

function recordOf(address: string, type: number): Buffer[] {
  const bytes = address.includes(':') ? ipv6(address) : Buffer.from(address.split('.').map(Number));
  if (type !== (bytes.length === 4 ? typeA : typeAaaa)) return [];
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length]);
  return [Buffer.concat([head, bytes])];
}

const turns = new Map<string, number>();

/** `10-0-0-1.ip.test` and `fd00xx1.ip.test` (x for a colon) spell their addresses, several apart by points; `a.flip.test` changes its mind. */
function addressesOf(name: string): string[] {
  const own = addressOf(name);
  if (own) return [own];
  if (name.endsWith('.ip.test')) {
    const spelled = name.slice(0, -'.ip.test'.length).split('.');
    return spelled.map((each) =>
      each.includes('x') ? each.replaceAll('x', ':') : each.replaceAll('-', '.'),
    );
  }
  if (!name.endsWith('.flip.test')) return [];
  const turn = (turns.get(name) ?? 0) + 1;
  turns.set(name, turn);
  return turn % 2 === 1 ? ['11.5.0.1'] : ['127.0.0.1'];
}

function ipv6(address: string): Buffer {
  const [left = '', right = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(left).length - groups(right).length;
  const all = [...groups(left), ...Array.from({ length: missing }, () => '0'), ...groups(right)];
  return Buffer.from(
    all.flatMap((each) => [Number.parseInt(each, 16) >> 8, Number.parseInt(each, 16) & 255]),
  );
}
