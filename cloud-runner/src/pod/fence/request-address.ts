type Named = { url?: string | undefined; headers: Record<string, string | string[] | undefined> };

const authorityForm = /^(?:[a-z0-9._~-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** The address of a request inside a tunnel: the host that it names and its path. Undefined where these are no address. */
export function addressWithin(scheme: string, { url, headers }: Named): URL | undefined {
  const authority = headers[':authority'] ?? headers['host'];
  if (typeof authority !== 'string' || !authorityForm.test(authority)) return undefined;
  if (!url?.startsWith('/')) return undefined;
  return parsed(`${scheme}//${authority}${url}`);
}

/** The address of a request to a proxy, which is whole and of plain http. Undefined for anything else. */
export function addressOfProxied(url: string | undefined): URL | undefined {
  const whole = parsed((url ?? '').replace(/^ws:/, 'http:'));
  return whole?.protocol === 'http:' && whole.username === '' ? whole : undefined;
}

/** The site that a tunnel of TLS is asked for, by host and port. Undefined where that is no address. */
export function addressOfTunnel(authority: string): URL | undefined {
  return authorityForm.test(authority) ? parsed(`https://${authority}/`) : undefined;
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
