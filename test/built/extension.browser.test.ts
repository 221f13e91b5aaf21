import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExtension, extensionFolder } from '@mayfly/cloud-runner/launcher/builds.ts';
import { extensionId } from '@mayfly/shared/api/extension-id.ts';
import { meets } from '../bench/figure.ts';
import { sizes } from '../bench/sizes.ts';
import { beforeAll, describe, expect, test } from 'vitest';

describe('the built extension', () => {
  let manifest: Record<string, unknown> & { key: string };
  beforeAll(async () => {
    await buildExtension();
    manifest = JSON.parse(await readFile(join(extensionFolder, 'manifest.json'), 'utf8')) as never;
  });

  test('has the id that both doors allow', () => {
    const hash = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex');
    const letters = Array.from(
      hash.slice(0, 32),
      (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)],
    );
    expect(letters.join('')).toBe(extensionId);
  });

  test('asks for no site when it is installed, and for no debugger ever', () => {
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest['permissions']).toEqual([
      'storage',
      'scripting',
      'activeTab',
      'alarms',
      'sidePanel',
      'webRequest',
    ]);
    expect(manifest['optional_permissions']).toEqual(['cookies']);
  });

  test('shows pages of the web nothing, and hears nothing from them', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
    expect(manifest['incognito']).toBe('not_allowed');
  });

  test.each(sizes.figures)('keeps $name within its goal', async ({ name, goal }) => {
    const [kib = NaN] = (await sizes.measure())[name] ?? [];
    expect(kib).toBeGreaterThan(5);
    expect({ kib, isMet: meets(kib, goal!) }).toEqual({ kib, isMet: true });
  });
});
