import { describe, expect, it } from 'vitest';
import { click, useTheatre } from '../../../test/harness/theatre.ts';
import type { Unnumbered } from '../../../test/harness/theatre.ts';
import { usualSettings } from '../automation/automation.ts';
import { EngineError, StepError } from '../base/errors.ts';

const theatre = useTheatre();

describe('what goes wrong', () => {
  it('ends the run, and the rest is not run', async () => {
    theatre.pages.set('/empty', '<p>Nothing</p>');
    const { codes, outcomes } = await theatre.played([
      theatre.goTo('/empty'),
      click('#no', '.no'),
      theatre.goTo('/empty'),
    ]);
    expect(codes).toEqual(['succeeded', 'target-not-found', 'not-run']);
    expect(outcomes[1]?.error?.facts.tried).toEqual([
      { selector: '#no', found: 0, shown: 0 },
      { selector: '.no', found: 0, shown: 0 },
    ]);
  });

  it('goes on where the automation says so', async () => {
    theatre.pages.set('/empty', '<p>Nothing</p>');
    const { codes } = await theatre.played([
      theatre.goTo('/empty'),
      { ...click('#no'), onError: 'continue' },
      theatre.goTo('/empty'),
    ]);
    expect(codes).toEqual(['succeeded', 'target-not-found', 'succeeded']);
  });

  it('a dialog that asks is dismissed and ends the step, one that only tells does not', async () => {
    theatre.pages.set(
      '/ask',
      `<button id=a onclick="alert('Hi')">A</button><button id=b onclick="confirm('Sure?')">B</button>`,
    );
    const { codes, outcomes } = await theatre.played([
      theatre.goTo('/ask'),
      click('#a'),
      click('#b'),
    ]);
    expect(codes).toEqual(['succeeded', 'succeeded', 'dialog-open']);
    expect(outcomes[1]?.dialogs).toEqual([{ kind: 'alert', message: 'Hi' }]);
    expect(outcomes[2]?.dialogs).toEqual([{ kind: 'confirm', message: 'Sure?' }]);
  });

  it('a download is refused and named', async () => {
    theatre.pages.set('/file', (_request, response) => {
      response.setHeader('content-disposition', 'attachment').end('bytes');
    });
    theatre.pages.set('/downloads', '<a id=a href="/file?token=1">Get</a>');
    const { codes, outcomes } = await theatre.played([theatre.goTo('/downloads'), click('#a')]);
    expect(codes).toEqual(['succeeded', 'download-refused']);
    expect(outcomes[1]?.downloads).toEqual([`${theatre.pages.origin}/file`]);
  });

  it('a site that does not answer has its own code', async () => {
    const { codes } = await theatre.played([{ type: 'go-to', url: 'http://127.0.0.1:9/' }]);
    expect(codes).toEqual(['site-unreachable']);
  });

  it('a step that takes too long is timed out', async () => {
    theatre.pages.set('/never', () => undefined);
    const { codes, outcomes } = await theatre.played([
      { ...theatre.goTo('/never'), timeoutMs: 400 },
    ]);
    expect(codes).toEqual(['timed-out']);
    expect(outcomes[0]?.error?.facts.waitedMs).toBe(400);
  });

  it.each([
    ['a time', new DOMException('late', 'TimeoutError')],
    ['an error of ours', new EngineError('deadline')],
  ])('the signal stops the step under way, whatever its reason: %s', async (_, reason) => {
    const stopping = new AbortController();
    theatre.pages.set('/never', () => stopping.abort(reason));
    const { codes } = await theatre.played([theatre.goTo('/never'), theatre.goTo('/never')], {
      signal: stopping.signal,
    });
    expect(codes).toEqual(['stopped', 'not-run']);
  });

  it.each([
    ['write', 'write-refused'],
    ['mark', 'mark-refused'],
  ] as const)(
    'a %s that was refused ends the run, whatever the page made of it',
    async (why, code) => {
      theatre.pages.set(
        '/write',
        `<button id=b onclick="fetch('/save', { method: 'POST' })">B</button>`,
      );
      const refused = {
        at: 1,
        why,
        method: 'POST',
        origin: theatre.pages.origin,
        path: '/save',
      };
      const before = theatre.pages.asked.length;
      const log = {
        refused: () => (theatre.pages.asked.slice(before).includes('POST /save') ? [refused] : []),
      };
      const { codes, outcomes } = await theatre.played(
        [theatre.goTo('/write'), click('#b'), theatre.goTo('/write')],
        {
          fenceLog: log,
        },
      );
      expect(codes).toEqual(['succeeded', code, 'not-run']);
      expect(outcomes[1]?.refused).toEqual([refused]);
    },
  );
});

describe('a write that a page tries by itself when it opens', () => {
  const site = (more: string) => {
    const sent = theatre.pages.asked.length;
    theatre.pages.set('/own', `<script>fetch('/seen', { method: 'POST' })</script>${more}`);
    const { origin } = theatre.pages;
    const refused = { at: 1, why: 'write' as const, method: 'POST', origin, path: '/seen' };
    const isAsked = () => theatre.pages.asked.slice(sent).includes('POST /seen');
    return { fenceLog: { refused: () => (isAsked() ? [refused] : []) } };
  };

  it('is noted, and the run goes on', async () => {
    const context = site('<button id=b>B</button>');
    const { codes, outcomes } = await theatre.played([theatre.goTo('/own'), click('#b')], context);
    expect(codes).toEqual(['succeeded', 'succeeded']);
    expect(outcomes.flatMap(({ refused = [] }) => refused)).toHaveLength(1);
  });

  it('explains why the page does not show what is looked for', async () => {
    const { codes } = await theatre.played([theatre.goTo('/own'), click('#b')], site(''));
    expect(codes).toEqual(['succeeded', 'write-refused']);
  });
});

it('a page that the fence refused is no success, though something is shown', async () => {
  theatre.pages.set('/blocked', 'Refused');
  const refused = {
    at: 1,
    why: 'origin' as const,
    method: 'GET',
    origin: theatre.pages.origin,
    path: '/blocked',
  };
  const log = { refused: () => (theatre.pages.asked.includes('GET /blocked') ? [refused] : []) };
  const { codes } = await theatre.played([theatre.goTo('/blocked')], { fenceLog: log });
  expect(codes).toEqual(['origin-refused']);
});

describe('the mark', () => {
  it('is asked once, before the first step that sends data, and what refuses it is thrown', async () => {
    theatre.pages.set('/two', '<button id=b>B</button>');
    const sends = [{ origin: theatre.pages.origin, method: 'POST' as const, path: '/x' }];
    const writing = { ...click('#b'), sends } as Unnumbered;
    let marks = 0;
    const mark = () => {
      marks++;
      return Promise.resolve();
    };
    await theatre.played([theatre.goTo('/two'), click('#b')], { mark });
    expect(marks).toBe(0);
    await theatre.played([theatre.goTo('/two'), writing, writing], { mark });
    expect(marks).toBe(1);
  });
});

it('an error that is no step’s is thrown', async () => {
  theatre.pages.set('/two', '<button id=b>B</button>');
  const onPicture = () => Promise.reject(new StepError('page-too-large'));
  const settings = { ...usualSettings, pictures: 'each' as const };
  await expect(theatre.played([theatre.goTo('/two')], { onPicture }, { settings })).rejects.toThrow(
    StepError,
  );
});

it('a page that is too busy to be looked at has no picture, and its outcome stands', async () => {
  theatre.pages.set('/two', '<button id=b>B</button>');
  const settings = { ...usualSettings, pictures: 'each' as const };
  const onPicture = () => new Promise<never>(() => undefined);
  const more = { onPicture, limits: { pictureMs: 50 } };
  const { codes, outcomes } = await theatre.played([theatre.goTo('/two')], more, { settings });
  expect(codes).toEqual(['succeeded']);
  expect(outcomes[0]?.pictures).toBeUndefined();
});
