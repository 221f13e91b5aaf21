import type { Channel } from '../channel.ts';

/** Services of a browser that a page may ask for, and other spellings of an address. */
export const servingChannels: Record<string, Channel> = {
  'attribution img': ({ url }) => {
    new Image().attributionSrc = url;
  },
  'attribution a': ({ element, url }) => element('img', { attributionsrc: url }),
  fedcm: ({ mark, url }) =>
    navigator.credentials.get({ identity: { providers: [{ configURL: url, clientId: mark }] } }),
  payment: ({ url }) =>
    new PaymentRequest([{ supportedMethods: url }], {
      total: { label: 'x', amount: { currency: 'USD', value: '1' } },
    }).canMakePayment(),
  'webauthn related': ({ targetHost }) =>
    navigator.credentials.get({
      publicKey: { challenge: new Uint8Array(16), rpId: targetHost, timeout: 900 },
    }),
  'private token': ({ url }) =>
    fetch(url, { method: 'POST', privateToken: { version: 1, operation: 'token-request' } }),
  'protected audience': ({ here, mark, url }) =>
    navigator
      .joinAdInterestGroup(
        {
          name: 'x',
          owner: here,
          biddingLogicURL: here + '/none.js',
          updateURL: here + '/x',
          ads: [],
        },
        100,
      )
      .then(() =>
        navigator.runAdAuction({
          seller: here,
          decisionLogicURL: here + '/d.js?' + mark,
          interestGroupBuyers: [here],
          trustedScoringSignalsURL: url,
        }),
      ),
  dbsc: ({ headers, mark }) =>
    fetch(
      '/ok?' +
        headers(
          `Secure-Session-Registration: (ES256);path="/x?m=${mark}";challenge="c"`,
          `Sec-Session-Registration: (ES256);path="/x?m=${mark}";challenge="c"`,
        ),
    ),
  'ip literal post': ({ address, body, mark }) => {
    void fetch(`http://${address}/x?m=${mark}`, { method: 'POST', mode: 'no-cors', body: body });
  },
  'trailing dot': ({ body, targetHost, url }) =>
    fetch(url.replace(targetHost, targetHost + '.'), {
      method: 'POST',
      mode: 'no-cors',
      body: body,
    }),
  'other port': ({ body, targetHost, url }) =>
    fetch(url.replace(targetHost, targetHost + ':5000'), {
      method: 'POST',
      mode: 'no-cors',
      body: body,
    }),
  'scheme swap': ({ body, url }) =>
    fetch(url.startsWith('https') ? url.replace('https', 'http') : url.replace('http', 'https'), {
      method: 'POST',
      mode: 'no-cors',
      body: body,
    }),
};
