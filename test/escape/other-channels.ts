import type { Channel } from './channel.ts';

/** The ways past http: they name no address but a port, at which nothing may arrive. */
export const otherChannels: Record<string, Channel> = {
  STUN: async ({ udp }) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
  },
  'TURN over UDP': async ({ udp }) => {
    const server = { urls: `turn:127.0.0.1:${udp}`, username: 'x', credential: 'x' };
    const peer = new RTCPeerConnection({ iceServers: [server] });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
  },
  'TURN over TCP': async ({ tcp }) => {
    const urls = `turn:127.0.0.1:${tcp}?transport=tcp`;
    const server = { urls, username: 'x', credential: 'x' };
    const peer = new RTCPeerConnection({ iceServers: [server] });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
  },
  QUIC: ({ udp }) => new WebTransport(`https://127.0.0.1:${udp}/`).ready,
};
