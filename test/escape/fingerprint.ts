import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';

import { ByteReader } from '@mayfly/cloud-runner/pod/fence/tap/byte-reader.ts';
import { HpackReader } from '@mayfly/cloud-runner/pod/fence/tap/hpack.ts';
import { FrameSplitter, frameType } from '@mayfly/cloud-runner/pod/fence/tap/http2-frames.ts';
import { MessageSplitter, RecordSplitter } from '@mayfly/cloud-runner/pod/fence/tap/records.ts';

import type { Identity } from '../harness/ca.ts';

/** What a site can tell a browser by: its TLS hello (JA4), and how it speaks HTTP/2. */
export type Fingerprint = {
  ja4: string;
  settings: string;
  window: number;
  /** Pseudo-headers, in their order. */
  pseudoHeaders: string;
  headers: string;
};

/** A site that takes the fingerprint of its first visitor. */
export type Watcher = { port: number; seen: Promise<Fingerprint>; close: () => void };

/** Numbers that only keep servers tolerant. RFC 8701 */
const isGrease = (number: number): boolean =>
  (number & 0x0f_0f) === 0x0a_0a && number >> 8 === (number & 0xff);

/** Starts a site that notes how it is spoken to. It answers no request. */
export async function startWatcher(identity: Identity): Promise<Watcher> {
  const { promise, resolve } = Promise.withResolvers<Fingerprint>();
  let ja4 = '';
  const inner = createTls({ ...identity, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('error', () => socket.destroy());
    readOpening(socket, (opening) => resolve({ ja4, ...opening }));
  });
  const innerPort = await listen(inner);
  const sockets = new Set<Socket>();
  const outer = createServer((socket) => {
    const on = connect(innerPort, '127.0.0.1');
    for (const end of [socket, on]) {
      sockets.add(end);
      end.on('error', () => end.destroy());
    }
    const records = new RecordSplitter();
    const messages = new MessageSplitter();
    socket.on('data', (chunk) => {
      for (const record of ja4 ? [] : records.push(chunk)) {
        for (const { body } of messages.push(record.body)) ja4 ||= ja4Of(body);
      }
    });
    socket.pipe(on).pipe(socket);
  });
  return {
    port: await listen(outer),
    seen: promise,
    close() {
      for (const socket of sockets) socket.destroy();
      inner.close();
      outer.close();
    },
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

type Opening = Omit<Fingerprint, 'ja4'>;

function readOpening(socket: NodeJS.ReadableStream, told: (opening: Opening) => void): void {
  const frames = new FrameSplitter();
  const fields = new HpackReader();
  const opening: Opening = { settings: '', window: 0, pseudoHeaders: '', headers: '' };
  let prefaceBytes = 24;
  socket.on('data', (chunk: Buffer) => {
    const rest = chunk.subarray(prefaceBytes);
    prefaceBytes -= chunk.length - rest.length;
    for (const { type, payload } of frames.push(rest)) {
      if (type === frameType.settings && payload.length > 0) opening.settings = settingsOf(payload);
      if (type === frameType.windowUpdate) opening.window ||= payload.readUInt32BE(0);
      if (type !== frameType.headers) continue;
      const names = fields.read(payload).map(([name]) => name);
      opening.pseudoHeaders = names.filter((name) => name.startsWith(':')).join(' ');
      opening.headers = names.filter((name) => !name.startsWith(':')).join(' ');
      told(opening);
    }
  });
}

function settingsOf(payload: Buffer): string {
  const pairs = Array.from({ length: payload.length / 6 }, (_, index) => {
    const id = payload.readUInt16BE(6 * index);
    return isGrease(id) ? 'grease' : `${id}:${payload.readUInt32BE(6 * index + 2)}`;
  });
  return pairs.join(' ');
}

/** https://github.com/FoxIO-LLC/ja4/blob/main/technical_details/JA4.md */
function ja4Of(hello: Buffer): string {
  const reader = new ByteReader(hello);
  reader.take(34);
  reader.block(1);
  const ciphers = new ByteReader(reader.block(2)).numbers().filter((code) => !isGrease(code));
  reader.block(1);
  const list = new ByteReader(reader.block(2));
  const extensions = new Map<number, Buffer>();
  while (list.left > 0) extensions.set(list.number(2), list.block(2));
  const kinds = [...extensions.keys()].filter((code) => !isGrease(code));
  const versions = new ByteReader(new ByteReader(extensions.get(43) ?? Buffer.alloc(1)).block(1));
  const newest = Math.max(...versions.numbers().filter((code) => !isGrease(code)));
  const protocols = new ByteReader(new ByteReader(extensions.get(16) ?? Buffer.alloc(2)).block(2));
  const protocol = protocols.left > 0 ? protocols.block(1).toString('latin1') : '00';
  const signatures = new ByteReader(new ByteReader(extensions.get(13) ?? Buffer.alloc(2)).block(2));
  const version = newest === 0x03_04 ? '13' : '12';
  const counts = [ciphers, kinds].map(({ length }) => String(length).padStart(2, '0')).join('');
  const start = `t${version}${extensions.has(0) ? 'd' : 'i'}${counts}${protocol[0]}${protocol.at(-1)}`;
  const named = kinds.filter((code) => code !== 0 && code !== 16);
  const offered = signatures
    .numbers()
    .filter((code) => !isGrease(code))
    .map(hex)
    .join(',');
  return [start, digest(sorted(ciphers)), digest(`${sorted(named)}_${offered}`)].join('_');
}

const hex = (code: number) => code.toString(16).padStart(4, '0');
const sorted = (codes: readonly number[]) => codes.map(hex).toSorted().join(',');
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
