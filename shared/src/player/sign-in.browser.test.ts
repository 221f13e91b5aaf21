import { describe, expect, it } from 'vitest';
import { click, read, target, useTheatre } from '../../../test/harness/theatre.ts';
import type { Unnumbered } from '../../../test/harness/theatre.ts';

const theatre = useTheatre();

describe('signing in', () => {
  const signInSteps = (): readonly Unnumbered[] => [
    theatre.goTo('/login'),
    {
      type: 'fill',
      target: target('Password', '#pass'),
      value: { secret: 'password' },
      page: `${theatre.pages.origin}/login`,
    },
    { ...click('#in'), page: `${theatre.pages.origin}/login` },
    { ...read('who', '#who'), page: `${theatre.pages.origin}/home` },
  ];
  const signIn = () => ({
    steps: ['s0', 's1', 's2'],
    address: `${theatre.pages.origin}/login`,
    landing: `${theatre.pages.origin}/home`,
  });
  const serveSite = () => {
    theatre.pages.set(
      '/login',
      `<input id=pass type=password><button id=in onclick="document.cookie = 'ok=1'; location = '/home'">In</button>`,
    );
    theatre.pages.set('/home', (request, response) => {
      const isIn = request.headers.cookie?.includes('ok=1');
      if (isIn)
        return void response.setHeader('content-type', 'text/html').end('<p id=who>Ada</p>');
      response.writeHead(302, { location: '/login' }).end();
    });
  };

  it('is skipped while the session works', async () => {
    serveSite();
    const page = await theatre.freshPage();
    await page.browserContext().setCookie({ name: 'ok', value: '1', domain: '127.0.0.1' });
    const { codes } = await theatre.played(
      signInSteps(),
      { page, hasSession: true },
      { signIn: signIn() },
    );
    expect(codes).toEqual(['skipped', 'skipped', 'skipped', 'succeeded']);
  });

  it('is played when the session turns out not to work', async () => {
    serveSite();
    const { codes } = await theatre.played(
      signInSteps(),
      { hasSession: true },
      { signIn: signIn() },
    );
    expect(codes).toEqual([...Array(3).fill('skipped'), ...Array(4).fill('succeeded')]);
  });

  it('begins without the session that did not work, since pages may take it for a good one', async () => {
    serveSite();
    theatre.pages.set('/shop', (request, response) => {
      const isHalfIn = request.headers.cookie?.includes('half=1');
      const body = isHalfIn ? '<a href="/home">Orders</a>' : '<a href="/login">Sign in</a>';
      response.setHeader('content-type', 'text/html').end(body);
    });
    const shop = { page: `${theatre.pages.origin}/shop` };
    const steps = [
      theatre.goTo('/shop'),
      { ...click('::-p-text(Sign in)'), ...shop },
      ...signInSteps().slice(1, 3),
      theatre.goTo('/home'),
      ...signInSteps().slice(3),
    ];
    const page = await theatre.freshPage();
    const context = page.browserContext();
    await context.setCookie({ name: 'half', value: '1', domain: '127.0.0.1' });
    const dropSession = async () => context.deleteCookie(...(await context.cookies()));
    const { codes } = await theatre.played(
      steps,
      { page, hasSession: true, dropSession },
      { signIn: { ...signIn(), steps: ['s1', 's2', 's3'], landing: shop.page } },
    );
    expect(codes.slice(-6)).toEqual(Array(6).fill('succeeded'));
  });

  it('ends as signed out when what it enters is not there', async () => {
    serveSite();
    const { codes } = await theatre.played(
      signInSteps(),
      { hasSession: true, canSignIn: false },
      { signIn: signIn() },
    );
    expect(codes).toEqual([...Array(3).fill('skipped'), 'session-expired']);
  });

  it('a page that offers to sign in instead of what was expected is told as signed out', async () => {
    theatre.pages.set('/shop', '<a id=in href="/login">Sign in</a>');
    const shop = { page: `${theatre.pages.origin}/shop` };
    const steps = [
      theatre.goTo('/shop'),
      { ...click('#in'), ...shop },
      ...signInSteps().slice(1, 3),
      { ...click('#orders'), ...shop },
    ];
    const given = { steps: ['s1', 's2', 's3'], address: `${theatre.pages.origin}/login` };
    const { codes } = await theatre.played(
      steps,
      { hasSession: true, canSignIn: false },
      { signIn: { ...given, landing: shop.page } },
    );
    expect(codes.at(-1)).toBe('session-expired');
  });

  it('a sign-in page in the place of what was expected is told at once', async () => {
    serveSite();
    const home: Unnumbered = {
      ...read('who', '#who'),
      page: `${theatre.pages.origin}/home`,
    };
    const startedAt = Date.now();
    const { codes } = await theatre.played([theatre.goTo('/home'), home], {
      hasSession: true,
      limits: { findMs: 10_000 },
    });
    expect(codes).toEqual(['succeeded', 'session-expired']);
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });
});
