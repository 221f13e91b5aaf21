import { type ClientHello, faultOf, readClientHello } from './hello.ts';
import type { Opener } from './opener.ts';
import {
  type Message,
  MessageSplitter,
  messageType,
  recordType,
  type TlsRecord,
} from './records.ts';
import type { TlsSession } from './tls-session.ts';
import { unreadable } from './unreadable.ts';

/** What reads the requests inside: awaits the judge, and throws what may not be sent. */
export type RequestReader = {
  feed: (content: Buffer) => Promise<void>;
  /** Whether nothing was begun that is not judged yet. */
  readonly isWhole: boolean;
};

/** Told when the browser refuses the site's certificate. */
type OnAlert = (code: number) => void;

const heldBytesAtMost = 2 ** 20;
const plainMessages: ReadonlySet<number> = new Set([
  messageType.certificate,
  messageType.clientKeyExchange,
  messageType.certificateVerify,
]);
const sealedMessages: ReadonlySet<number> = new Set([
  messageType.encryptedExtensions,
  messageType.certificate,
  messageType.certificateVerify,
  messageType.compressedCertificate,
]);

/**
 * The browser's direction of a connection: answers for each record the bytes that may go on to the site, once all that
 * they hold is read and judged. Throws Refusal.
 */
export class BrowserSide {
  readonly #session: TlsSession;
  readonly #host: string;
  readonly #requests: RequestReader;
  readonly #onAlert: OnAlert;
  readonly #messages = new MessageSplitter();
  #held: Buffer[] = [];
  #heldBytes = 0;
  #open: Opener | undefined;
  #next: (() => Opener) | undefined;
  #isApplication = false;

  constructor(session: TlsSession, host: string, requests: RequestReader, onAlert: OnAlert) {
    this.#session = session;
    this.#host = host;
    this.#requests = requests;
    this.#onAlert = onAlert;
  }

  async read(record: TlsRecord): Promise<readonly Buffer[]> {
    this.#held.push(record.bytes);
    this.#heldBytes += record.bytes.length;
    await this.#see(record);
    if (this.#requests.isWhole) {
      const held = this.#held;
      this.#held = [];
      this.#heldBytes = 0;
      return held;
    }
    if (this.#heldBytes > heldBytesAtMost) throw unreadable('a request is too long');
    return [];
  }

  async #see(record: TlsRecord): Promise<void> {
    if (record.type === recordType.handshake && !this.#open && this.#session.isRetried) {
      return this.#plainHandshake(record);
    }
    if (record.type === recordType.changeCipherSpec) return this.#changeCipher(record);
    if (this.#open) return this.#opened(this.#open, record);
    if (record.type === recordType.alert) return this.#alert(record.body);
    const { version } = await this.#session.agreed();
    if (record.type === recordType.handshake && version === 'tls1.2') {
      return this.#plainHandshake(record);
    }
    if (record.type !== recordType.data || version !== 'tls1.3') throw unreadable('no keys yet');
    const label = 'CLIENT_HANDSHAKE_TRAFFIC_SECRET';
    const { open } = await this.#session.openersOfTls13(label);
    this.#open = open;
    return this.#opened(open, record);
  }

  /** Means something in TLS 1.2 alone. */
  async #changeCipher({ body }: TlsRecord): Promise<void> {
    if (body.length !== 1) throw unreadable('a change of cipher with a body');
    if (this.#session.isRetried) return;
    const { version } = await this.#session.agreed();
    if (version === 'tls1.3') return;
    if (this.#open || !this.#messages.isWhole) throw unreadable('a change of cipher out of turn');
    this.#open = await this.#session.openerOfTls12('client');
    this.#isApplication = true;
  }

  #plainHandshake({ body }: TlsRecord): void {
    for (const message of this.#messages.push(body)) {
      if (message.type === messageType.clientHello) this.#secondHello(message);
      else if (!plainMessages.has(message.type)) throw unreadable(`message ${message.type}`);
    }
  }

  #secondHello({ body }: Message): void {
    if (!this.#session.isRetried) throw unreadable('a second hello that nobody asked for');
    const hello: ClientHello = readClientHello(body);
    const fault =
      hello.random === this.#session.hello.random ? faultOf(hello, this.#host) : 'another random';
    if (fault) throw unreadable(fault);
  }

  async #opened(open: Opener, record: TlsRecord): Promise<void> {
    const { type, content } = open(record);
    if (type === recordType.handshake) return this.#sealedHandshake(content);
    if (type === recordType.alert) return this.#alert(content);
    if (type !== recordType.data || !this.#isApplication) throw unreadable(`content ${type}`);
    return this.#requests.feed(content);
  }

  async #sealedHandshake(content: Buffer): Promise<void> {
    const { version } = await this.#session.agreed();
    for (const { type } of this.#messages.push(content)) {
      if (version === 'tls1.2') {
        // Its Finished; what else could come is a renegotiation.
        if (type !== messageType.finished) throw unreadable('a renegotiation');
      } else if (type === messageType.finished && !this.#isApplication) await this.#finished();
      else if (type === messageType.keyUpdate && this.#next) this.#open = this.#next();
      else if (this.#isApplication || !sealedMessages.has(type))
        throw unreadable(`message ${type}`);
    }
  }

  async #finished(): Promise<void> {
    if (!this.#messages.isWhole) throw unreadable('more than the end of a handshake');
    const { open, next } = await this.#session.openersOfTls13('CLIENT_TRAFFIC_SECRET_0');
    this.#open = open;
    this.#next = next;
    this.#isApplication = true;
  }

  #alert(content: Buffer): void {
    this.#onAlert(content[1] ?? 0);
  }
}
