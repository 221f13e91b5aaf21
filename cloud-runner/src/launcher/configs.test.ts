import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { configSchema as brokerSchema } from '../broker/config.ts';
import { toConfig } from '../service/config.ts';
import { configSchema as spawnerSchema } from '../spawner/config.ts';
import { addressesOf, brokerConfig, serviceConfig, spawnerConfig, writeConfig } from './configs.ts';
import type { Wiring } from './configs.ts';
import { makeFolders } from './folders.ts';
import { settle } from './settings.ts';
import type { SettingsFile } from './settings.ts';

const newWiring = (chosen: SettingsFile = {}): Wiring => {
  const data = mkdtempSync(join(tmpdir(), 'mayfly-configs-'));
  const folders = makeFolders(data, {});
  onTestFinished(() => {
    for (const path of [data, folders.runtime]) rmSync(path, { recursive: true, force: true });
  });
  const settings = settle(chosen);
  const podProgram = join(data, 'pod.mjs');
  writeFileSync(podProgram, 'the pod');
  const word = 'x'.repeat(43);
  return {
    settings,
    addresses: addressesOf(settings, folders),
    folders,
    owners: { broker: { uid: 11, gid: 12 }, service: { uid: 21, gid: 22 } },
    databases: { owner: 'db:o', service: 'db:s', worker: 'db:w', broker: 'db:b' },
    secrets: {
      postgres: word,
      owner: word,
      service: word,
      worker: word,
      broker: word,
      feedToken: word,
    },
    browser: '/usr/bin/browser',
    podProgram,
    anchorFile: join(data, 'anchor.json'),
  };
};

describe('the configurations', () => {
  it('are those that the parts read', () => {
    const wiring = newWiring({ warmPods: 0, eye: 'inspect' });
    expect(brokerSchema.parse(brokerConfig(wiring))).toMatchObject({ uid: 11, eye: 'inspect' });
    expect(toConfig(serviceConfig(wiring))).toMatchObject({ uid: 21, gid: 22, warmPods: 0 });
    expect(spawnerSchema.parse(spawnerConfig(wiring))).toMatchObject({
      brokerUid: 11,
      serviceUid: 21,
    });
  });

  it('give the broker’s database to the broker alone, and the spawner none', () => {
    const wiring = newWiring();
    expect(JSON.stringify(serviceConfig(wiring))).not.toContain('db:b');
    expect(JSON.stringify(brokerConfig(wiring))).not.toMatch(/db:[osw]/);
    expect(JSON.stringify(spawnerConfig(wiring))).not.toContain('db:');
  });

  it('name the doors as others reach them, where a proxy stands before them', () => {
    const wiring = newWiring({
      brokerUrl: 'https://keys.example',
      serviceUrl: 'https://post.example',
    });
    expect(brokerConfig(wiring)).toMatchObject({
      brokerUrl: 'https://keys.example',
      serviceUrl: 'https://post.example',
    });
    expect(serviceConfig(wiring).brokerUrl).toBe('http://127.0.0.1:4711');
  });

  it('are written for nobody else to read', () => {
    const path = writeConfig(newWiring().folders, 'broker', { feedToken: 'secret' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
