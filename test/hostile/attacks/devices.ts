import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { open } from '@mayfly/shared/envelope/open.ts';
import { expect } from 'vitest';
import { search } from '../../leak/sinks.ts';
import { device } from '../../harness/device.ts';
import { refused } from '../refused.ts';
import { passphrase } from '../service/world.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Attack } from '../threat.ts';

/** Whoever copies the files of a device that is locked. */
export const lockedDevice: readonly Attack[] = [
  {
    title:
      'reads all that lies on its disk, and guesses: no key and no passphrase is in it, and no guess opens it',
    play: async (worlds) => {
      await worlds.service();
      const { keys } = await device.connect();
      await device.lock();
      const files = await device.onDisk();
      expect(files).toContain('"box"');
      const wanted = [keys.sign, keys.seal, keys.reading].map(({ privateKey }) =>
        Buffer.from(privateKey.subarray(0, 32)).toString('latin1'),
      );
      const sink = { name: 'the disk of the device', read: () => Buffer.from(files) };
      const hidden = wanted.flatMap((raw) => [
        Buffer.from(raw, 'latin1').toString('base64url'),
        Buffer.from(raw, 'latin1').toString('hex'),
      ]);
      expect(search([sink], [...hidden, passphrase]).leaks).toEqual([]);
      expect(await refused(device.connect())).toBe('locked');
      for (const guess of ['', `${passphrase} `.toUpperCase(), 'correct horse battery staple'])
        expect(await refused(device.unlock(guess))).toBe('wrong-passphrase');
      await device.unlock(passphrase);
      expect((await device.connect()).keys.sign.kid).toBe(keys.sign.kid);
    },
  },
];

/** Whoever has a device that is unlocked. */
export const unlockedDevice: readonly Attack[] = [
  {
    title: 'reads back a stored sign-in, by all its keys and from both doors: nothing opens it',
    play: async (worlds) => {
      const world = await worlds.service();
      const connection = await device.connect();
      const { subject } = await device.storeSignIn(connection, {
        hosts: ['127.0.0.1'],
        origins: [world.origin],
        cookies: [],
        localStorage: [{ origin: world.origin, entries: { token: 'of the session' } }],
        deviceBound: false,
      });
      const { org, keys, broker, service } = connection;
      const params = { org, subject: subject as Subject };
      const { id } = await call(broker, brokerRoutes.subjectHead, { params });
      const file = await call(service, serviceRoutes.getEnvelope, { params: { id } });
      const expected = {
        purpose: 'session',
        org,
        subject: params.subject,
        id,
        senderOf: () => keys.sign.publicKey,
        now: Date.now(),
      } as const;
      const tryOpen = async () => open(file, expected, [keys.reading, keys.seal]);
      expect(await refused(tryOpen())).toBe('wrong-recipient');
    },
  },
];
