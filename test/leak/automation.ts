import type { Automation } from '@mayfly/shared/automation/automation.ts';

type Step = Automation['steps'][number];

const fill = (name: string, value: object): Step =>
  ({ type: 'fill', id: name, target: target(name, `input[name=${name}]`), value }) as Step;

const target = (name: string, selector: string) => ({ name, selectors: [selector] });

const click = (name: string, selector: string): Step => ({
  type: 'click',
  id: `click-${name}`,
  target: target(name, selector),
  how: 'single',
});

const read = (id: string): Step => ({
  type: 'get-data',
  id: `read-${id}`,
  name: id,
  target: target(id, `#${id}`),
  part: 'text',
});

/** Enters all that it was given, sends it, and reads it back from every place in which the site tells it. */
export const automationAt = (origin: string): Automation => ({
  v: 1,
  name: 'Told everywhere',
  steps: [
    { type: 'go-to', id: 'a', url: `${origin}/` },
    fill('code', { secret: 'code' }),
    fill('pin', { secret: 'pin' }),
    fill('note', { input: 'note' }),
    fill('street', { input: 'street' }),
    click('Send', 'button'),
    ...['told', 'encoded', 'hex', 'reversed', 'storage'].map((id) => read(id)),
    click('File', '#file'),
    click('Nothing', '#nothing'),
  ],
  inputs: ['note', 'street'].map((name) => ({ name, label: name })),
  secrets: ['code', 'pin'].map((name) => ({ name, label: name })),
  origins: [origin],
  settings: { onError: 'continue', stepTimeoutMs: 4_000, pictures: 'each' },
  changed: { version: 1, at: Date.now() },
});
