import { createHash, X509Certificate } from 'node:crypto';
import { elementsOf } from '../der.ts';

/**
 * Objects and attributes of the database in which Chromium on Linux looks for authorities beside its own: NSS, by the
 * numbers of PKCS #11 and of NSS's own (`0xce534350` and up). https://firefox-source-docs.mozilla.org/security/nss
 */
const attribute = {
  class: 'a0',
  token: 'a1',
  private: 'a2',
  label: 'a3',
  value: 'a11',
  certificateType: 'a80',
  issuer: 'a81',
  serialNumber: 'a82',
  subject: 'a101',
  id: 'a102',
  modifiable: 'a170',
  trustServer: 'ace536358',
  trustClient: 'ace536359',
  trustCode: 'ace53635a',
  trustMail: 'ace53635b',
  trustStepUp: 'ace536360',
  sha1: 'ace5363b4',
  md5: 'ace5363b5',
} as const;

type Row = Readonly<Partial<Record<(typeof attribute)[keyof typeof attribute], Buffer>>>;

const certificateClass = number(0x1);
const trustClass = number(0xce_53_43_53);
/** A certificate that is itself all that is trusted; an authority; what is not decided here. */
const trusted = number(0xce_53_43_51);
const trustedAuthority = number(0xce_53_43_52);
const undecided = number(0xce_53_43_53);
const yes = Buffer.of(1);
const no = Buffer.of(0);

/** What makes an empty database. */
export const schema = `CREATE TABLE nssPublic (id PRIMARY KEY UNIQUE ON CONFLICT ABORT, ${Object.values(attribute).join(', ')})`;

/** The rows by which one certificate, PEM, is known and trusted for web sites and nothing else. */
export function rowsOf(pem: string): Row[] {
  const certificate = new X509Certificate(pem);
  const { issuer, serial, subject } = namesIn(certificate.raw);
  const common = {
    [attribute.token]: yes,
    [attribute.private]: no,
    [attribute.label]: Buffer.from('Mayfly'),
    [attribute.issuer]: issuer,
    [attribute.serialNumber]: serial,
    [attribute.modifiable]: no,
  };
  return [
    {
      ...common,
      [attribute.class]: certificateClass,
      [attribute.value]: certificate.raw,
      [attribute.certificateType]: number(0),
      [attribute.subject]: subject,
      [attribute.id]: digest('sha1', certificate.raw),
    },
    {
      ...common,
      [attribute.class]: trustClass,
      [attribute.trustServer]: certificate.ca ? trustedAuthority : trusted,
      [attribute.trustClient]: undecided,
      [attribute.trustCode]: undecided,
      [attribute.trustMail]: undecided,
      [attribute.trustStepUp]: no,
      [attribute.sha1]: digest('sha1', certificate.raw),
      [attribute.md5]: digest('md5', certificate.raw),
    },
  ];
}

/** RFC 5280 §4.1 */
function namesIn(certificate: Buffer) {
  const [toBeSigned = certificate] = elementsOf(certificate);
  const fields = elementsOf(toBeSigned);
  // The version, tagged, is left out of certificates of version 1.
  const [serial, , issuer, , subject] = fields[0]?.[0] === 0xa0 ? fields.slice(1) : fields;
  if (!serial || !issuer || !subject) throw new TypeError('not a certificate');
  return { serial, issuer, subject };
}

function digest(name: 'sha1' | 'md5', bytes: Buffer): Buffer {
  return createHash(name).update(bytes).digest();
}

/** NSS writes its numbers with the most significant byte first, on every machine. */
function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
