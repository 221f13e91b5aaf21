import { readProtocol, readServerHello } from './hello.ts';
import type { Opener } from './opener.ts';
import { MessageSplitter, messageType, recordType, type TlsRecord } from './records.ts';
import type { TlsSession } from './tls-session.ts';
import { unreadable } from './unreadable.ts';

/** What reads the answers inside. Throws Refusal where they may not go on. */
export type AnswerReader = { feed: (content: Buffer) => void };

/** Records in which a Finished may come. */
const sealedAtMost = 8;

/**
 * The site's direction of a connection: a record that was read may go on to the browser. Records of the handshake are
 * read one by one, since the keys of each stage are told only after the browser has seen the stage before. Throws
 * Refusal.
 */
export class SiteSide {
  readonly #session: TlsSession;
  readonly #answers: AnswerReader;
  readonly #messages = new MessageSplitter();
  #open: Opener | undefined;
  #next: (() => Opener) | undefined;
  #stage: 'plain' | 'sealed' | 'handshake' | 'finished' | 'application' = 'plain';
  #unread: TlsRecord[] = [];

  constructor(session: TlsSession, answers: AnswerReader) {
    this.#session = session;
    this.#answers = answers;
  }

  /** Answers the bytes that may go on to the browser: at once, where no key is waited for. */
  read(record: TlsRecord): readonly Buffer[] | Promise<readonly Buffer[]> {
    const isAtOnce = this.#stage === 'application' && record.type === recordType.data;
    if (!isAtOnce) return this.#waiting(record).then(() => [record.bytes]);
    this.#opened(record);
    return [record.bytes];
  }

  async #waiting(record: TlsRecord): Promise<void> {
    if (record.type === recordType.changeCipherSpec) return this.#changeCipher();
    if (this.#stage === 'plain') return this.#plain(record);
    if (this.#stage === 'sealed') return this.#sealed(record);
    if (this.#stage === 'finished') await this.#advance('SERVER_TRAFFIC_SECRET_0', 'application');
    return this.#opened(record);
  }

  async #changeCipher(): Promise<void> {
    if (this.#session.isRetried) return;
    const { version } = await this.#session.agreed();
    if (version === 'tls1.3') return;
    if (this.#stage !== 'plain') throw unreadable('a change of cipher out of turn');
    this.#stage = 'sealed';
  }

  /** The end of a handshake of TLS 1.2: of a session that is taken up again the keys are told only after it. */
  async #sealed(record: TlsRecord): Promise<void> {
    if (record.type === recordType.handshake && this.#unread.length < sealedAtMost) {
      this.#unread.push(record);
      return;
    }
    this.#open = await this.#session.openerOfTls12('server');
    this.#stage = 'application';
    for (const unread of this.#unread.splice(0)) this.#opened(unread);
    this.#opened(record);
  }

  async #plain(record: TlsRecord): Promise<void> {
    if (record.type === recordType.alert) return;
    if (record.type === recordType.handshake) return this.#plainHandshake(record.body);
    const { version } = await this.#session.agreed();
    if (version !== 'tls1.3') throw unreadable('no keys yet');
    await this.#advance('SERVER_HANDSHAKE_TRAFFIC_SECRET', 'handshake');
    return this.#opened(record);
  }

  #plainHandshake(body: Buffer): void {
    for (const message of this.#messages.push(body)) {
      if (message.type === messageType.serverHello)
        this.#session.answer(readServerHello(message.body));
    }
  }

  async #advance(
    label: 'SERVER_HANDSHAKE_TRAFFIC_SECRET' | 'SERVER_TRAFFIC_SECRET_0',
    stage: 'handshake' | 'application',
  ): Promise<void> {
    const { open, next } = await this.#session.openersOfTls13(label);
    this.#open = open;
    this.#next = next;
    this.#stage = stage;
  }

  #opened(record: TlsRecord): void {
    if (!this.#open) throw unreadable('no keys yet');
    const { type, content } = this.#open(record);
    if (type === recordType.handshake) return this.#sealedHandshake(content);
    if (type === recordType.alert) return;
    if (type !== recordType.data || this.#stage !== 'application')
      throw unreadable(`content ${type}`);
    this.#answers.feed(content);
  }

  #sealedHandshake(content: Buffer): void {
    for (const { type, body } of this.#messages.push(content)) {
      if (type === messageType.encryptedExtensions)
        this.#session.chooseProtocol(readProtocol(body));
      if (type === messageType.finished && this.#stage === 'handshake') this.#stage = 'finished';
      if (type === messageType.keyUpdate && this.#next) this.#open = this.#next();
    }
  }
}
