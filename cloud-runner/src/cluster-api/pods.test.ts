import { expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { deletePod } from './pods.ts';
import type { ClusterApi } from './client.ts';

const place = { namespace: 'runs-0', name: 'run-0123456789abcdefghjkmnpqrs-1' };
const refused = (status: number) => new ApiError(status, 'Invalid', 'deleted by force');

it('a pod that got its node while it was deleted is deleted once more', async () => {
  const ask = vi.fn().mockRejectedValueOnce(refused(422)).mockResolvedValueOnce({});
  await deletePod({ ask } as unknown as ClusterApi, place, 'u1');
  expect(ask).toHaveBeenCalledTimes(2);
  expect(ask.mock.calls[0]).toEqual(ask.mock.calls[1]);
});

it('a pod whose end is refused again is told', async () => {
  const ask = vi.fn().mockRejectedValue(refused(422));
  const ending = deletePod({ ask } as unknown as ClusterApi, place, 'u1');
  await expect(ending).rejects.toMatchObject({ status: 422 });
});
