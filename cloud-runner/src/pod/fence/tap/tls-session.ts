import type { ClientHello, ServerHello } from './hello.ts';
import { nextSecret } from './key-schedule.ts';
import type { KeyLabel, KeyLog } from './key-log.ts';
import { type Opener, openerOfTls12, openerOfTls13 } from './opener.ts';
import { unreadable } from './unreadable.ts';

type Agreed = Exclude<ServerHello, { isRetry: true }>;

/** Milliseconds in which a site has to answer a hello. */
const answerMs = 15_000;

/** What both directions of one TLS connection know of each other. */
export class TlsSession {
  readonly hello: ClientHello;
  readonly #keys: KeyLog;
  #answer = Promise.withResolvers<ServerHello>();
  #agreed: Agreed | undefined;
  #protocol: string | undefined;

  constructor(hello: ClientHello, keys: KeyLog) {
    this.hello = hello;
    this.#keys = keys;
  }

  /** Takes the site's hello, or its wish for a second one. */
  answer(hello: ServerHello): void {
    if (this.#agreed) throw unreadable('a second answer to a hello');
    this.#answer.resolve(hello);
    if (hello.isRetry) {
      this.#answer = Promise.withResolvers();
      this.#retries += 1;
      return;
    }
    this.#agreed = hello;
    this.#protocol = hello.protocol;
  }

  #retries = 0;

  /** Whether the site has asked for a second hello, and not answered that yet. */
  get isRetried(): boolean {
    return this.#retries > 0 && !this.#agreed;
  }

  /** What was agreed on; undefined while there is only a wish for a second hello. Throws Refusal connection-unreadable. */
  async agreed(): Promise<Agreed> {
    if (this.#agreed) return this.#agreed;
    const patience = Promise.withResolvers<never>();
    const timer = setTimeout(() => patience.reject(unreadable('no answer to a hello')), answerMs);
    try {
      const hello = await Promise.race([this.#answer.promise, patience.promise]);
      return hello.isRetry ? await this.agreed() : hello;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The protocol inside, such as `h2`; undefined: none was chosen, which means HTTP/1.1. */
  get protocol(): string | undefined {
    return this.#protocol;
  }

  chooseProtocol(name: string | undefined): void {
    this.#protocol = name;
  }

  /** Gives up waiting, since the connection has ended. */
  end(): void {
    this.#answer.promise.catch(() => undefined);
    this.#answer.reject(unreadable('the connection ended in its handshake'));
    this.#keys.drop(this.hello.random);
  }

  /** The opener of one direction in TLS 1.2. */
  async openerOfTls12(by: 'client' | 'server'): Promise<Opener> {
    const { suite, random } = await this.agreed();
    const master = await this.#keys.get(this.hello.random, 'CLIENT_RANDOM');
    const randoms = { client: Buffer.from(this.hello.random, 'hex'), server: random };
    return openerOfTls12(suite, by, { master, randoms });
  }

  /** The openers of one direction in TLS 1.3, from the secret of this label on. */
  async openersOfTls13(label: KeyLabel): Promise<{ open: Opener; next: () => Opener }> {
    const { suite } = await this.agreed();
    let secret = await this.#keys.get(this.hello.random, label);
    return {
      open: openerOfTls13(suite, secret),
      next() {
        secret = nextSecret(suite.hash, secret);
        return openerOfTls13(suite, secret);
      },
    };
  }
}
