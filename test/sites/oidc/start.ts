import { makeAuthority } from '../../harness/ca.ts';
import type { Authority } from '../../harness/ca.ts';
import type { Site } from '../site.ts';
import { person } from './accounts.ts';
import { startApplication } from './client.ts';
import type { ApplicationSite } from './client.ts';
import { startProvider } from './provider.ts';
import type { ProviderSite } from './provider.ts';

/** A provider and an application that trusts it, on the names of two different owners, and the authority of the second's certificate. */
export type OidcSites = Pick<Site, 'hosts' | 'stop'> & {
  provider: ProviderSite;
  application: ApplicationSite;
  authority: Authority;
  person: typeof person;
};

/** Starts both. `isStrict`: the application refuses cookies of which it gave out newer ones. */
export const startOidcSites = async (
  options: { isStrict?: boolean; authority?: Authority } = {},
): Promise<OidcSites> => {
  const { authority = makeAuthority(), isStrict = false } = options;
  const provider = await startProvider('idp.accounts.test');
  const application = await startApplication({
    host: 'app.mayfly.test',
    authority,
    provider,
    isStrict,
  });
  provider.allow(application.url);
  return {
    provider,
    application,
    authority,
    person,
    hosts: { ...provider.hosts, ...application.hosts },
    stop: async () => {
      await Promise.all([provider.stop(), application.stop()]);
      if (!options.authority) authority.remove();
    },
  };
};
