import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** Headers that belong to one connection and are not passed on. RFC 9110 §7.6.1, RFC 9113 §8.2.2 */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What a request says to the site. `bodiless`: nothing is announced that will not be sent. */
export function requestHeaders(
  headers: IncomingHttpHeaders,
  bodiless: boolean,
): OutgoingHttpHeaders {
  const passed = endToEnd(headers);
  if (bodiless) {
    delete passed['content-length'];
    delete passed['expect'];
  }
  return passed;
}

/** What a site answers, without `alt-svc`: there is no other way to it than this one. */
export function responseHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const passed = endToEnd(headers);
  delete passed['alt-svc'];
  return passed;
}

/** The values that an answer gives to cookies. RFC 6265 §5.2 */
export function cookieValues({ 'set-cookie': cookies = [] }: IncomingHttpHeaders): string[] {
  return cookies.flatMap((cookie) => {
    const [pair = ''] = cookie.split(';', 1);
    const value = pair.slice(pair.indexOf('=') + 1).trim();
    return value === '' ? [] : [value];
  });
}

function endToEnd(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = connectionOptions(headers.connection);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !name.startsWith(':') && !hopByHop.has(name) && !named.has(name),
    ),
  );
}

function connectionOptions(connection: string | undefined): ReadonlySet<string> {
  return new Set(connection?.split(',').map((option) => option.trim().toLowerCase()));
}
