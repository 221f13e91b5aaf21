import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A site that runs for a test, under names that only the test's browsers and pods know. */
export type Site = {
  /** Its address, without a slash at the end. */
  url: string;
  /** Names to resolve to fixed addresses. */
  hosts: Record<string, string>;
  stop: () => Promise<void>;
};

/** Listens on a free port of the loopback address. Answers the port. */
export const listen = async (server: Server | SecureServer): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** Ends a server and every connection to it. */
export const close = async (server: Server | SecureServer): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
};

/** What is put into HTML as text. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`);

/** A page, whole. */
export const htmlPage = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body><h1>${escaped(title)}</h1>${body}</body></html>`;
