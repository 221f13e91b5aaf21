import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { connect } from './doors.ts';

const longestMs = 5_000;
const pauseMs = 100;

/**
 * Waits until the service knows this device: it learns of a new one from the broker's feed, a moment after pairing.
 * Gives up after 5 s, or where the service is away: what needs it then says so itself.
 */
export async function untilKnown(): Promise<void> {
  const { service } = await connect();
  const end = Date.now() + longestMs;
  while (Date.now() < end) {
    const code = await call(service, serviceRoutes.envelopeStatus, { body: { ids: [] } }).then(
      () => undefined,
      codeOf,
    );
    if (code !== 'unsigned') return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function codeOf(error: unknown): string {
  if (error instanceof MayflyError) return error.code;
  throw error;
}
