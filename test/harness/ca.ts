import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key, PEM. */
export type Identity = { cert: string; key: string };

/** An authority of a test: nobody trusts it who was not told to. */
export type Authority = {
  /** Its certificate, PEM: what an installation's `caBundle` holds. */
  pem: string;
  /** Where that certificate lies. */
  path: string;
  /** A certificate for names, valid for a day. */
  issue: (...names: string[]) => Identity;
  /** What tells Chromium to trust certificates of these keys. */
  chromiumArgs: () => string[];
  remove: () => void;
};

const keyHash = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes an authority, with openssl. */
export const makeAuthority = (): Authority => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-ca-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const caArgs = ['-x509', '-days', '1', '-subj', '/CN=Mayfly test authority'];
  openssl('req', ...newKey, ...caArgs, '-keyout', at('ca.key'), '-out', at('ca.pem'));
  const pem = readFileSync(at('ca.pem'), 'utf8');
  const issued: string[] = [];
  return {
    pem,
    path: at('ca.pem'),
    issue: (...names) => {
      const file = `${issued.length}`;
      const alternatives = names.map((name) => `DNS:${name}`).join(',');
      writeFileSync(at(`${file}.ext`), `subjectAltName=${alternatives}\n`);
      // prettier-ignore
      openssl('req', ...newKey, '-subj', `/CN=${names[0]}`, '-keyout', at(`${file}.key`), '-out', at(`${file}.csr`));
      // prettier-ignore
      openssl('x509', '-req', '-days', '1', '-in', at(`${file}.csr`), '-CA', at('ca.pem'), '-CAkey', at('ca.key'),
        '-CAcreateserial', '-extfile', at(`${file}.ext`), '-out', at(`${file}.pem`));
      const cert = readFileSync(at(`${file}.pem`), 'utf8');
      issued.push(keyHash(cert));
      return { cert, key: readFileSync(at(`${file}.key`), 'utf8') };
    },
    chromiumArgs: () => [`--ignore-certificate-errors-spki-list=${issued.join(',')}`],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
