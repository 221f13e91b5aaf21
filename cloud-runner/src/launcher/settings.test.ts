import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readSettings } from './settings.ts';

const withFile = (text?: string) => {
  const data = mkdtempSync(join(tmpdir(), 'mayfly-settings-'));
  if (text !== undefined) writeFileSync(join(data, 'settings.json'), text);
  return data;
};

describe('the settings', () => {
  it('have a default for everything', () => {
    expect(readSettings(withFile())).toMatchObject({
      servicePort: 4710,
      brokerPort: 4711,
      warmPods: 1,
    });
  });

  it.each([
    ['an unknown field', '{ "warmpods": 2 }', 'warmpods'],
    ['a wrong value', '{ "warmPods": -1 }', 'warmPods'],
    ['what is not JSON', 'warmPods: 2', 'not JSON'],
  ])('refuse %s, and name it', (_, text, named) => {
    expect(() => readSettings(withFile(text))).toThrow(
      expect.objectContaining({
        code: 'settings-malformed',
        message: expect.stringContaining(named) as string,
      }),
    );
  });
});
