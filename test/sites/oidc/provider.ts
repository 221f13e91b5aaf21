import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

import express from 'express';
import type { Express } from 'express';
import Provider from 'oidc-provider';

import { close, htmlPage, listen } from '../site.ts';
import type { Site } from '../site.ts';
import { application, person } from './accounts.ts';

/** An identity provider, plain http, cookies HttpOnly. */
export type ProviderSite = Site & {
  /** Names the address to which it may send a person back. */
  allow: (applicationUrl: string) => void;
  /** How many passwords were sent to it so far, right or wrong. */
  passwords: () => number;
};

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' };
};

const makeProvider = (url: string, applicationUrl: string) =>
  new Provider(url, {
    clients: [
      {
        client_id: application.id,
        client_secret: application.secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${applicationUrl}/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    cookies: {
      keys: [randomBytes(16).toString('hex')],
      long: { httpOnly: true },
    },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: true } },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: person.name, email: person.email }),
    }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [signingKey()] },
    ttl: { Session: 86_400, Grant: 86_400, Interaction: 600, AccessToken: 600, IdToken: 600 },
  });

const signInForm = (refused: boolean): string =>
  htmlPage(
    'Sign in',
    `${refused ? '<p role="alert">Wrong email or password</p>' : ''}
    <form method="post">
      <p><label>Email <input name="email" type="email" autocomplete="username"></label></p>
      <p><label>Password <input name="password" type="password" autocomplete="current-password"></label></p>
      <p><button type="submit">Sign in</button></p>
    </form>`,
  );

/** The provider's own pages: who signs in has agreed to the application too. */
const addPages = (app: Express, provider: Provider, onPassword: () => void): void => {
  app.get('/interaction/:uid', async (request, response) => {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') return void response.send(signInForm(false));
    const grant = new provider.Grant({
      accountId: session?.accountId ?? '',
      clientId: String(params['client_id']),
    });
    grant.addOIDCScope('openid profile email');
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { consent });
  });
  app.post(
    '/interaction/:uid',
    express.urlencoded({ extended: false }),
    async (request, response) => {
      const { email, password } = request.body as Record<string, string>;
      onPassword();
      const isKnown = email === person.email && password === person.password;
      if (!isKnown) return void response.status(401).send(signInForm(true));
      const login = { accountId: person.sub, remember: true };
      await provider.interactionFinished(request, response, { login });
    },
  );
};

/** Without its warning that it forgets everything when it ends, which is meant here. */
const quietly = <T>(make: () => T): T => {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return make();
  } finally {
    console.warn = warn;
  }
};

/** Starts the provider under a name of its own. */
export const startProvider = async (host: string): Promise<ProviderSite> => {
  const app = express();
  const server = createServer(app);
  let passwords = 0;
  const url = `http://${host}:${await listen(server)}`;
  return {
    url,
    hosts: { [host]: '127.0.0.1' },
    allow: (applicationUrl) => {
      const provider = quietly(() => makeProvider(url, applicationUrl));
      addPages(app, provider, () => (passwords += 1));
      app.use(provider.callback());
    },
    passwords: () => passwords,
    stop: () => close(server),
  };
};
