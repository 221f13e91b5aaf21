import { ByteReader } from './byte-reader.ts';
import { type Suite, suitesOfTls12, suitesOfTls13 } from './suites.ts';
import { unreadable } from './unreadable.ts';

/** What a browser says first, as far as the fence needs it. RFC 8446 §4.1.2 */
export type ClientHello = {
  /** Hexadecimal, as in the key log. */
  random: string;
  names: string[];
  /** Numbers of the extensions, in their order. */
  extensions: number[];
};

/** What a site chose. A retry asks for a second hello and chooses nothing yet. */
export type ServerHello =
  | { isRetry: true }
  | {
      isRetry: false;
      version: 'tls1.2' | 'tls1.3';
      random: Buffer;
      suite: Suite;
      protocol: string | undefined;
    };

const extension = { serverName: 0, protocols: 16, earlyData: 42, versions: 43 } as const;
const tls13 = 0x0304;

/** SHA-256 of "HelloRetryRequest", which such a message has for its random. RFC 8446 §4.1.3 */
const retryRandom = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** Reads the body of a ClientHello. Throws Refusal connection-unreadable. */
export function readClientHello(body: Buffer): ClientHello {
  const reader = new ByteReader(body);
  reader.take(2);
  const random = reader.take(32).toString('hex');
  reader.block(1);
  reader.block(2);
  reader.block(1);
  const extensions = extensionsOf(reader);
  const names = extensions.get(extension.serverName);
  return { random, names: names ? namesIn(names) : [], extensions: [...extensions.keys()] };
}

/** Why the fence does not let a hello pass to `host`; undefined: it may. */
export function faultOf({ names, extensions }: ClientHello, host: string): string | undefined {
  const [name] = names;
  // An address literal is never named. RFC 6066 §3
  const isNamed = name === undefined ? isLiteral(host) : name.toLowerCase() === host;
  if (names.length > 1 || !isNamed) return 'the hello names another host than the tunnel';
  return extensions.includes(extension.earlyData) ? 'early data' : undefined;
}

/** Reads the body of a ServerHello. Throws Refusal connection-unreadable, also where suite or version is not known. */
export function readServerHello(body: Buffer): ServerHello {
  const reader = new ByteReader(body);
  const legacyVersion = reader.number(2);
  const random = reader.take(32);
  if (random.toString('hex') === retryRandom) return { isRetry: true };
  reader.block(1);
  const code = reader.number(2);
  reader.take(1);
  const extensions = extensionsOf(reader);
  const version = extensions.get(extension.versions)?.readUInt16BE(0) ?? legacyVersion;
  if (version !== tls13 && version !== 0x0303) throw unreadable('a version of TLS before 1.2');
  const suite = (version === tls13 ? suitesOfTls13 : suitesOfTls12).get(code);
  if (!suite) throw unreadable(`suite ${code.toString(16)}`);
  return {
    isRetry: false,
    version: version === tls13 ? 'tls1.3' : 'tls1.2',
    random: Buffer.from(random),
    suite,
    protocol: protocolIn(extensions),
  };
}

/** The protocol that the EncryptedExtensions of a site name. */
export function readProtocol(body: Buffer): string | undefined {
  return protocolIn(extensionsOf(new ByteReader(body)));
}

function extensionsOf(reader: ByteReader): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  if (reader.left === 0) return found;
  const list = new ByteReader(reader.block(2));
  if (reader.left > 0) throw unreadable('a hello is longer than it says');
  while (list.left > 0) {
    const type = list.number(2);
    if (found.has(type)) throw unreadable('an extension stands twice');
    found.set(type, list.block(2));
  }
  return found;
}

function namesIn(extensionBody: Buffer): string[] {
  const list = new ByteReader(new ByteReader(extensionBody).block(2));
  const names: string[] = [];
  while (list.left > 0) {
    if (list.number(1) !== 0) throw unreadable('a name of a kind that is not known');
    names.push(list.block(2).toString('latin1'));
  }
  return names;
}

function protocolIn(extensions: Map<number, Buffer>): string | undefined {
  const chosen = extensions.get(extension.protocols);
  if (!chosen) return undefined;
  return new ByteReader(new ByteReader(chosen).block(2)).block(1).toString('latin1');
}

function isLiteral(host: string): boolean {
  return /^[\d.]+$|:/.test(host);
}
