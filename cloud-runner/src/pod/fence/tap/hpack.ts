import { fromHuffman } from './huffman.ts';
import { unreadable } from './unreadable.ts';

/** Name and value of a header. */
export type Field = readonly [name: string, value: string];

/** RFC 7541 appendix A: names, with a value where the entry has one. */
// prettier-ignore
const fixed: readonly Field[] = [
  ':authority', ':method GET', ':method POST', ':path /', ':path /index.html', ':scheme http', ':scheme https',
  ':status 200', ':status 204', ':status 206', ':status 304', ':status 400', ':status 404', ':status 500',
  'accept-charset', 'accept-encoding gzip, deflate', 'accept-language', 'accept-ranges', 'accept',
  'access-control-allow-origin', 'age', 'allow', 'authorization', 'cache-control', 'content-disposition',
  'content-encoding', 'content-language', 'content-length', 'content-location', 'content-range', 'content-type',
  'cookie', 'date', 'etag', 'expect', 'expires', 'from', 'host', 'if-match', 'if-modified-since', 'if-none-match',
  'if-range', 'if-unmodified-since', 'last-modified', 'link', 'location', 'max-forwards', 'proxy-authenticate',
  'proxy-authorization', 'range', 'referer', 'refresh', 'retry-after', 'server', 'set-cookie',
  'strict-transport-security', 'transfer-encoding', 'user-agent', 'vary', 'via', 'www-authenticate',
].map((entry) => {
  const [name = '', ...value] = entry.split(' ');
  return [name, value.join(' ')];
});

const tableBytesAtMost = 2 ** 20;

/** Reads the header blocks of one direction of an HTTP/2 connection. Throws Refusal connection-unreadable. RFC 7541 */
export class HpackReader {
  readonly #table: Field[] = [];
  #tableBytes = 0;
  #limit = 4_096;
  #block: Buffer = Buffer.alloc(0);
  #at = 0;

  /** The fields of one whole block; all blocks must be given, in their order. */
  read(block: Buffer): Field[] {
    this.#block = block;
    this.#at = 0;
    const fields: Field[] = [];
    while (this.#at < block.length) {
      const first = block[this.#at] ?? 0;
      if (first & 0x80) fields.push(this.#entry(this.#number(7)));
      else if (first & 0x40) fields.push(this.#kept(this.#field(6)));
      else if (first & 0x20) this.#resize(this.#number(5));
      else fields.push(this.#field(4));
    }
    return fields;
  }

  #field(prefixBits: number): Field {
    const index = this.#number(prefixBits);
    const name = index === 0 ? this.#text() : this.#entry(index)[0];
    return [name, this.#text()];
  }

  #entry(index: number): Field {
    const entry = index > fixed.length ? this.#table[index - fixed.length - 1] : fixed[index - 1];
    if (!entry) throw unreadable('a header that is in no table');
    return entry;
  }

  #kept(field: Field): Field {
    this.#table.unshift(field);
    this.#tableBytes += bytesOf(field);
    this.#evict();
    return field;
  }

  #resize(limit: number): void {
    if (limit > tableBytesAtMost) throw unreadable('a table of headers is too large');
    this.#limit = limit;
    this.#evict();
  }

  #evict(): void {
    while (this.#tableBytes > this.#limit) {
      const oldest = this.#table.pop();
      if (!oldest) return;
      this.#tableBytes -= bytesOf(oldest);
    }
  }

  /** RFC 7541 §5.1 */
  #number(prefixBits: number): number {
    const most = 2 ** prefixBits - 1;
    let value = this.#byte() & most;
    if (value < most) return value;
    for (let factor = 1; factor <= 2 ** 21; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * factor;
      if (!(byte & 0x80)) return value;
    }
    throw unreadable('a number is too long');
  }

  #byte(): number {
    const byte = this.#block[this.#at++];
    if (byte === undefined) throw unreadable('a block of headers ends too early');
    return byte;
  }

  #text(): string {
    const isHuffman = ((this.#block[this.#at] ?? 0) & 0x80) !== 0;
    const length = this.#number(7);
    const bytes = this.#block.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw unreadable('a block of headers ends too early');
    this.#at += length;
    return (isHuffman ? fromHuffman(bytes) : bytes).toString('latin1');
  }
}

/** RFC 7541 §4.1 */
function bytesOf([name, value]: Field): number {
  return name.length + value.length + 32;
}
