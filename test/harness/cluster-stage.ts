import { downCluster, ownCluster, upCluster } from './cluster.ts';

/** Before the first test of the stage: our own cluster is up, unless `KUBECONFIG` names another. */
export const setup = async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env['KUBECONFIG']) return undefined;
  const { pid } = await ownCluster();
  await upCluster();
  return pid === undefined ? downCluster : undefined;
};
