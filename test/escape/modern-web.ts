/** What Chromium has and TypeScript's library does not: as far as the channels use it. */
declare global {
  const WebSocketStream: new (address: string) => object;
  type FencedFrameConfig = object;
  const FencedFrameConfig: new (address: string) => FencedFrameConfig;
  interface Window {
    WebSocket: typeof WebSocket;
    fetchLater: (address: string, init: RequestInit & { activateAfter?: number }) => unknown;
  }
  interface RequestInit {
    duplex?: 'half';
    privateToken?: { version: number; operation: string };
  }
  interface HTMLImageElement {
    attributionSrc: string;
  }
  interface HTMLElementTagNameMap {
    fencedframe: HTMLElement & { config: FencedFrameConfig };
  }
  interface CredentialRequestOptions {
    identity?: { providers: { configURL: string; clientId: string }[] };
  }
  interface Navigator {
    webkitGetUserMedia?: (what: object, given: () => unknown, refused: () => unknown) => void;
    joinAdInterestGroup: (group: object, seconds: number) => Promise<void>;
    runAdAuction: (auction: object) => Promise<unknown>;
  }
  interface ServiceWorkerRegistration {
    sync: { register: (tag: string) => Promise<void> };
    backgroundFetch: {
      fetch: (id: string, requests: (string | Request)[]) => Promise<unknown>;
    };
  }
  namespace CSS {
    const paintWorklet: Worklet;
  }
  const sharedStorage: { worklet: Worklet };
}
