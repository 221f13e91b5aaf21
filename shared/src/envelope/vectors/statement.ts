import { beat } from '../statement/beat.ts';
import { certificate } from '../statement/certificate.ts';
import { end } from '../statement/end.ts';
import { gone } from '../statement/gone.ts';
import { link } from '../statement/link.ts';
import { mark } from '../statement/mark.ts';
import { opening } from '../statement/opening.ts';
import { order } from '../statement/order.ts';
import { receipt } from '../statement/receipt.ts';
import { request } from '../statement/request.ts';
import { restored } from '../statement/restored.ts';
import { encode } from '../codec.ts';
import { verify } from '../statement.ts';
import { b64, ends, same } from './check.ts';
import statements from './statements.json' with { type: 'json' };
import type { Beat } from '../statement/beat.ts';
import type { Signed, Statement } from '../statement.ts';
import type { Check } from './check.ts';

const types = {
  link,
  beat,
  order,
  request,
  receipt,
  certificate,
  mark,
  end,
  gone,
  restored,
  opening,
};

/** One statement; without a `code` it verifies, and says the same when it is written again. Bytes are base64url. */
export type StatementCase = {
  readonly name: string;
  readonly type: keyof typeof types;
  readonly bytes: string;
  readonly sig: string;
  readonly publicKey: string;
  readonly code?: string | undefined;
};

/** Every statement of ours verifies, or fails with its code. */
export function statementChecks(): Check[] {
  return (statements as StatementCase[]).map((given) => ({
    name: `statement, ${given.code ?? 'verifies'}: ${given.name}`,
    run: () => {
      const signed = { bytes: b64(given.bytes), sig: b64(given.sig) };
      ends(given.code, () => verifyAs(given.type, signed, b64(given.publicKey)));
      if (!given.code) same(rewritten(given.type, signed, b64(given.publicKey)), signed.bytes);
    },
  }));
}

function verifyAs(type: StatementCase['type'], signed: Signed, publicKey: Uint8Array) {
  return verify(types[type] as Statement<Beat>, signed, publicKey);
}

function rewritten(type: StatementCase['type'], signed: Signed, publicKey: Uint8Array) {
  const known = types[type] as Statement<Beat>;
  return encode(known.codec, verify(known, signed, publicKey));
}
