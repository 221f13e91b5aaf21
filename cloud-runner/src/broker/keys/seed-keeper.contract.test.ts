import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { startOpenBao } from '../../../../test/harness/openbao/start-openbao.ts';
import { fileKeeper } from './keys-file.ts';
import { keeperOf } from './seed-keeper.ts';
import type { OpenBao } from '../../../../test/harness/openbao/start-openbao.ts';
import type { SeedKeeper } from './seed-keeper.ts';

const folder = mkdtempSync(join(tmpdir(), 'mayfly-keepers-'));
let bao: OpenBao;

beforeAll(async () => {
  await ready();
  bao = await startOpenBao();
});
afterAll(async () => {
  await bao.stop();
  rmSync(folder, { recursive: true });
});

const keepers: Readonly<Record<string, (file: string) => SeedKeeper>> = {
  file: fileKeeper,
  'a file wrapped by OpenBao': (keysFile) => keeperOf({ keysFile, kms: bao.config() }),
};

describe.each(Object.entries(keepers))('%s', (name, keeperAt) => {
  const fileOf = (of: string) => join(folder, `${name} ${of}`);

  test('the keys are made once, for the broker’s eyes only', async () => {
    const file = fileOf('made');
    const made = await keeperAt(file).load();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await keeperAt(file).load()).toEqual(made);
    expect(await keeperAt(fileOf('another')).load()).not.toEqual(made);
  });

  test('two that start at once keep the same keys', async () => {
    const file = fileOf('at once');
    const [one, two] = await Promise.all([keeperAt(file).load(), keeperAt(file).load()]);
    expect(one).toEqual(two);
  });

  test('keys that others may read are not used', async () => {
    const file = fileOf('readable');
    await keeperAt(file).load();
    chmodSync(file, 0o640);
    await expect(keeperAt(file).load()).rejects.toThrow('chmod 600');
  });

  test('a file that was cut or changed is refused, and left as it is', async () => {
    const file = fileOf('broken');
    await keeperAt(file).load();
    const whole = readFileSync(file, 'utf8');
    for (const broken of ['', whole.slice(0, -9), whole.replace(/"v":\d/, '"v":9')]) {
      writeFileSync(file, broken);
      await expect(keeperAt(file).load()).rejects.toMatchObject({ code: 'keys-not-opened' });
      expect(readFileSync(file, 'utf8')).toBe(broken);
    }
  });
});

test('wrapped keys do not lie in the file, and nothing that changes there opens', async () => {
  const file = join(folder, 'sealed');
  const keeper = keeperOf({ keysFile: file, kms: bao.config() });
  const { identity, claim, masters } = await keeper.load();
  const text = readFileSync(file, 'utf8');
  for (const secret of [identity, claim, ...masters]) {
    expect(text).not.toContain(toBase64url(secret));
    expect(text).not.toContain(Buffer.from(secret).toString('hex'));
  }
  const kept = JSON.parse(text) as { sealed: string; nonce: string; wrapped: string };
  const turned = (word: string) =>
    `${word.slice(0, 20)}${word[20] === 'A' ? 'B' : 'A'}${word.slice(21)}`;
  for (const part of ['sealed', 'nonce', 'wrapped'] as const) {
    writeFileSync(file, JSON.stringify({ ...kept, [part]: turned(kept[part]) }));
    await expect(keeper.load()).rejects.toMatchObject({ code: 'keys-not-opened' });
  }
});
