import { expect, test } from 'vitest';
import { pinnedResolver } from './resolve.ts';

/** Names and literals by which a page may try to reach what is not public, with what a hostile name server answers. */
const tricks: Record<string, string[]> = {
  '10-0-0-1.ip.test': ['10.0.0.1'],
  '127-0-0-1.ip.test': ['127.0.0.1'],
  '169-254-169-254.ip.test': ['169.254.169.254'],
  '192-168-1-1.ip.test': ['192.168.1.1'],
  '172-20-0-1.ip.test': ['172.20.0.1'],
  '100-64-0-1.ip.test': ['100.64.0.1'],
  '0-0-0-0.ip.test': ['0.0.0.0'],
  'loopback6.ip.test': ['::1'],
  'mapped.ip.test': ['::ffff:10.0.0.1'],
  'unique-local.ip.test': ['fd00::1'],
  'link-local.ip.test': ['fe80::1'],
  'translated.ip.test': ['64:ff9b::a00:1'],
  '6to4.ip.test': ['2002:a00:1::1'],
  'second-is-private.ip.test': ['93.184.216.34', '10.0.0.1'],
  'private-is-first.ip.test': ['10.0.0.1', '93.184.216.34'],
  'mixed-families.ip.test': ['93.184.216.34', '::1'],
  'nothing.ip.test': [],
  localhost: ['127.0.0.1'],
  'app.localhost': ['127.0.0.1'],
  '127.0.0.1': [],
  '0x7f.1': [],
  '2130706433': [],
  '017700000001': [],
  '[::1]': [],
  '[::ffff:127.0.0.1]': [],
  '[::ffff:a9fe:a9fe]': [],
  '169.254.169.254': [],
  '0.0.0.0': [],
  '[::]': [],
  '[fe80::1]': [],
  '[64:ff9b::7f00:1]': [],
  '[2002:7f00:1::]': [],
  '255.255.255.255': [],
};

test.each(Object.keys(tricks))('%s is not dialled', async (host) => {
  const resolve = pinnedResolver(new Set(), async (name) => tricks[name] ?? []);
  await expect(resolve(new URL(`http://${host}/`))).rejects.toThrow(
    /address-not-public|name-not-found/,
  );
});

test('a name that changes its answer is dialled at its first one', async () => {
  const answers = [['93.184.216.34'], ['127.0.0.1']];
  const resolve = pinnedResolver(new Set(), async () => answers.shift() ?? []);
  expect(await resolve(new URL('http://flip.test/'))).toEqual(['93.184.216.34']);
  expect(await resolve(new URL('https://flip.test/'))).toEqual(['93.184.216.34']);
});

test('a private address is dialled for the very origin that the installation allows', async () => {
  const resolve = pinnedResolver(new Set(['http://wiki.corp:8080']), async () => ['10.1.2.3']);
  expect(await resolve(new URL('http://wiki.corp:8080/a'))).toEqual(['10.1.2.3']);
  await expect(resolve(new URL('http://wiki.corp/a'))).rejects.toThrow('address-not-public');
});

test('a name that does not resolve is asked for again', async () => {
  let asked = 0;
  const resolve = pinnedResolver(new Set(), async () => {
    asked += 1;
    if (asked === 1) throw new Error('SERVFAIL');
    return ['93.184.216.34'];
  });
  await expect(resolve(new URL('http://late.test/'))).rejects.toThrow('name-not-found');
  expect(await resolve(new URL('http://late.test/'))).toEqual(['93.184.216.34']);
});
