import type { Channel } from '../channel.ts';

/** Reports that a browser sends. */
export const reportingChannels: Record<string, Channel> = {
  'csp report uri': ({ element, headers, here, mark, url }) =>
    element('iframe', {
      src:
        here +
        '/run?ch=csp%20violate&m=' +
        mark +
        headers(`Content-Security-Policy: img-src 'none'; report-uri ${url}`),
    }),
  'csp report to': ({ element, headers, here, mark, url }) =>
    element('iframe', {
      src:
        here +
        '/run?ch=csp%20violate&m=' +
        mark +
        headers(
          `Reporting-Endpoints: a="${url}"`,
          `Content-Security-Policy: img-src 'none'; report-to a`,
        ),
    }),
  'csp report to top': ({ headers, here, url }) =>
    (location.href =
      here +
      '/run?ch=csp%20violate' +
      headers(
        `Reporting-Endpoints: a="${url}"`,
        `Content-Security-Policy: img-src 'none'; report-to a`,
      )),
  'deprecation report': ({ headers, here, url }) =>
    (location.href = here + '/run?ch=deprecate' + headers(`Reporting-Endpoints: default="${url}"`)),
  nel: ({ headers, url }) =>
    fetch(
      '/ok?' +
        headers(
          `Report-To: {"group":"n","max_age":9999,"endpoints":[{"url":"${url}"}]}`,
          'NEL: {"report_to":"n","max_age":9999,"success_fraction":1.0,"failure_fraction":1.0}',
        ),
    ).then(() => {
      for (let i = 0; i < 3; i++) void fetch('/403?' + i);
    }),
  'coop report': ({ headers, here, mark, target, url, writable }) =>
    (location.href =
      here +
      '/run?ch=coop%20open' +
      headers(
        `Reporting-Endpoints: a="${url}"`,
        `Cross-Origin-Opener-Policy: same-origin; report-to="a"`,
      ) +
      `&t=${encodeURIComponent(target)}&m=${mark}&rw=${encodeURIComponent(writable)}`),
  'coep report': ({ headers, here, mark, target, url, writable }) =>
    (location.href =
      here +
      '/run?ch=coep%20do' +
      headers(
        `Reporting-Endpoints: a="${url}"`,
        `Cross-Origin-Embedder-Policy: require-corp; report-to="a"`,
      ) +
      `&t=${encodeURIComponent(target)}&m=${mark}&rw=${encodeURIComponent(writable)}`),
  'integrity policy': ({ headers, here, url }) =>
    (location.href =
      here +
      '/run?ch=integ' +
      headers(
        `Reporting-Endpoints: a="${url}"`,
        `Integrity-Policy-Report-Only: blocked-destinations=(script), endpoints=(a)`,
      )),
  'permissions policy report': ({ headers, here, url }) =>
    (location.href =
      here +
      '/run?ch=ppr' +
      headers(`Reporting-Endpoints: default="${url}"`, `Permissions-Policy: geolocation=()`)),
  'trusted types report': ({ headers, here, url }) =>
    (location.href =
      here +
      '/run?ch=ttr' +
      headers(`Content-Security-Policy: require-trusted-types-for 'script'; report-uri ${url}`)),
};
