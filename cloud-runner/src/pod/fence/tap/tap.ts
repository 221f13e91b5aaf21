import type { Eye, Sight } from '../eye.ts';
import { onFirstByte, tlsHandshake } from '../first-byte.ts';
import { plainServer } from '../inspect.ts';
import type { Gate } from '../pass.ts';
import { addressOfTunnel } from '../request-address.ts';
import { trustInBrowser } from './browser-trust.ts';
import { openKeyLog } from './key-log.ts';
import { openKeyPipe } from './key-pipe.ts';
import { politeFront } from './polite-front.ts';
import { passTunnel } from './tunnel.ts';
import { TunnelMemory } from './tunnel-memory.ts';

/**
 * The eye that ends no TLS: it reads the browser's own records with the browser's own keys, and sends the same bytes on,
 * so that a site sees the browser's own TLS. The browser verifies certificates itself, by the installation's trust.
 */
export function tapEye(gate: Gate, sight: Sight, caBundle: string | undefined): Eye {
  const keys = openKeyLog();
  const memory = new TunnelMemory();
  const plain = plainServer(sight);
  let closePipe = () => {};
  return {
    name: 'tap',
    async equip(profile, uid) {
      const [pipe] = await Promise.all([
        openKeyPipe(profile, uid, keys),
        trustInBrowser(profile, uid, caBundle),
      ]);
      closePipe = pipe.close;
      return [`--ssl-key-log-file=${pipe.path}`];
    },
    before: politeFront(gate, memory),
    watch: (tunnel, authority) =>
      onFirstByte(tunnel, (byte) => {
        if (byte !== tlsHandshake) return void plain.emit('connection', tunnel);
        const url = addressOfTunnel(authority);
        if (url) return void passTunnel(gate, { keys, memory }, tunnel, url);
        gate.scribe.malformed(authority);
        return void tunnel.destroy();
      }),
    close() {
      closePipe();
      plain.close();
    },
  };
}
