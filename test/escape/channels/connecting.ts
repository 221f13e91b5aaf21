import type { Channel } from '../channel.ts';

/** Sockets, and what is not HTTP. */
export const connectingChannels: Record<string, Channel> = {
  ws: ({ mark, socket }) => {
    new WebSocket(socket + '/x?m=' + mark);
  },
  'ws stream': ({ mark, socket }) => {
    new WebSocketStream(socket + '/x?m=' + mark);
  },
  'ws srcdoc': ({ element, mark, socket }) =>
    element('iframe', {
      sandbox: 'allow-scripts',
      srcdoc: `<script>new WebSocket(${JSON.stringify(socket + '/x?m=' + mark)})</script>`,
    }),
  'ws frame blank': ({ element, mark, socket }) => {
    const f = element('iframe');
    new f.contentWindow!.WebSocket(socket + '/x?m=' + mark);
  },
  webtransport: ({ mark, targetHost }) => {
    new WebTransport(`https://${targetHost}:443/x?m=` + mark);
  },
  'rtc stun': async ({ targetHost }) => {
    const p = new RTCPeerConnection({ iceServers: [{ urls: `stun:${targetHost}:3478` }] });
    p.createDataChannel('x');
    await p.setLocalDescription();
  },
  'rtc turn tcp': async ({ mark, targetHost }) => {
    const p = new RTCPeerConnection({
      iceServers: [
        { urls: `turn:${targetHost}:3478?transport=tcp`, username: mark, credential: 'x' },
      ],
    });
    p.createDataChannel('x');
    await p.setLocalDescription();
  },
  'rtc turns 443': async ({ mark, targetHost }) => {
    const p = new RTCPeerConnection({
      iceServers: [
        { urls: `turns:${targetHost}:443?transport=tcp`, username: mark, credential: 'x' },
      ],
    });
    p.createDataChannel('x');
    await p.setLocalDescription();
  },
  'rtc peer': async ({ address }) => {
    const a = new RTCPeerConnection(),
      b = new RTCPeerConnection();
    a.createDataChannel('x');
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription!);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription!);
    for (const [pr, po] of [
      ['udp', 5000],
      ['tcp', 5000],
    ])
      await a.addIceCandidate({
        candidate: `candidate:1 1 ${pr} 2122260223 ${address} ${po} typ host${pr === 'tcp' ? ' tcptype passive' : ''} generation 0 ufrag ${/ufrag:(\S+)/.exec(b.localDescription!.sdp)![1]}`,
        sdpMid: '0',
        sdpMLineIndex: 0,
      });
  },
  h2ws: async ({ mark, socket, url }) => {
    await fetch(url, { mode: 'no-cors', credentials: 'include' });
    new WebSocket(socket + '/x?m=' + mark);
  },
  'h2ws stream': async ({ mark, socket, url }) => {
    await fetch(url, { mode: 'no-cors', credentials: 'include' });
    new WebSocketStream(socket + '/x?m=' + mark);
  },
  'h2ws worker': async ({ url, workerQuery }) => {
    await fetch(url, { mode: 'no-cors', credentials: 'include' });
    new Worker('/w.js' + workerQuery('ws'));
  },
  'h2ws shared': async ({ url, workerQuery }) => {
    await fetch(url, { mode: 'no-cors', credentials: 'include' });
    new SharedWorker('/w.js' + workerQuery('ws'));
  },
  'h2ws sw': async ({ url, workerQuery }) => {
    await fetch(url, { mode: 'no-cors', credentials: 'include' });
    await navigator.serviceWorker.register('/sw.js' + workerQuery('ws'));
  },
  'h2ws popup': async ({ mark, socket, url }) => {
    await fetch(url, { mode: 'no-cors', credentials: 'include' });
    const w = window.open('about:blank')!;
    new w.WebSocket(socket + '/x?m=' + mark);
  },
  'h2ws frame': async ({ element, subrun, url, writable }) => {
    await fetch(url, { mode: 'no-cors', credentials: 'include' });
    element('iframe', { src: subrun(writable, 'ws') });
  },
};
