/** Features that only cost time in a browser of one run, or that speak to somebody else than the visited site. */
const disabledFeatures = [
  'AcceptCHFrame',
  'DeviceBoundSessions',
  'DialMediaRouteProvider',
  // A tap could not read in time what is sent before the end of a handshake.
  'EnableTLS13EarlyData',
  'MediaRouter',
  'NetworkErrorLogging',
  'OptimizationHints',
  'Reporting',
  'Translate',
];

/** `--no-sandbox` is not among them, and never may be. */
const always = [
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
  '--disable-popup-blocking',
  '--disable-prompt-on-repost',
  '--disable-renderer-backgrounding',
  '--disable-search-engine-choice-screen',
  '--disable-software-rasterizer',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--headless=new',
  '--hide-scrollbars',
  '--metrics-recording-only',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--password-store=basic',
  '--remote-debugging-pipe',
  '--use-mock-keychain',
];

/** The way out, and the only one: also for loopback, which Chromium would else reach by itself. */
function throughFence(port: number): string[] {
  return [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
}

/** Where no namespace shuts the browser in: no UDP past the proxy, and no name asked of anybody. */
const confined = [
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--disable-quic',
];

/** All that the browser is started with. `fence` are the arguments that the eye asks for. */
export function browserArguments(options: {
  profile: string;
  proxyPort: number;
  fence: readonly string[];
  isShutIn: boolean;
}): string[] {
  return [
    ...always,
    `--disable-features=${disabledFeatures.join(',')}`,
    `--user-data-dir=${options.profile}`,
    ...throughFence(options.proxyPort),
    ...(options.isShutIn ? [] : confined),
    ...options.fence,
    'about:blank',
  ];
}
