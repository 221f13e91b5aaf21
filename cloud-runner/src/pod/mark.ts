import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { passes, persist } from './persist.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { Anchor } from '@mayfly/shared/api/anchor.ts';
import type { MayflyError } from '@mayfly/shared/base/errors.ts';
import type { Released } from './claim.ts';

/** A step waits meanwhile. */
const patienceMs = 5_000;

/** Asks for the mark before the first write, and keeps the answer for all that follow; a refusal is asked again. */
export type Marker = {
  readonly ask: () => Promise<void>;
  readonly isMarked: () => boolean;
  /** As `isMarked`, once what is being asked is answered. */
  readonly settled: () => Promise<boolean>;
  /** Why there is no mark, where it was asked for last and the broker did not answer, or was not there. */
  readonly hindered: () => MayflyError | undefined;
};

/**
 * The mark of one attempt. `ask` throws what `checkReach` throws, which is asked first, what the broker refuses with, and
 * `tampered` for a false mark.
 */
export function markerOf(
  broker: Door,
  anchor: Anchor,
  released: Released,
  checkReach: () => Promise<void>,
): Marker {
  let asked: Promise<void> | undefined;
  let marked = false;
  let hindered: MayflyError | undefined;
  const ask = async () => {
    await checkReach();
    await askMark(broker, anchor, released);
    marked = true;
  };
  return {
    ask() {
      asked ??= ask().catch((error: unknown) => {
        asked = undefined;
        hindered = passes(error) ? error : undefined;
        throw error;
      });
      return asked;
    },
    isMarked: () => marked,
    settled: async () => {
      await asked?.catch(() => undefined);
      return marked;
    },
    hindered: () => (marked ? undefined : hindered),
  };
}

async function askMark(broker: Door, anchor: Anchor, released: Released): Promise<void> {
  const { certificate, certificateHash } = released;
  const { run, attempt, org } = certificate;
  const given = { params: { run }, body: { attempt } };
  const answer = await persist(() => call(broker, brokerRoutes.mark, given), { patienceMs });
  const said = verifyIn(mark, signedFromJson(answer.mark), fromBase64url(anchor.brokerSign), org);
  const isMine =
    said.run === run && said.attempt === attempt && said.certificate === certificateHash;
  if (!isMine) throw new SealError('tampered');
}

/** Whether the broker, asked once more, says that it gave no mark: one whose answer was lost is a mark. */
export async function isUnmarked(broker: Door, run: RunId): Promise<boolean> {
  const { marked } = await persist(() => call(broker, brokerRoutes.standing, { params: { run } }));
  return !marked;
}
