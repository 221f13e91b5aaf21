/** Where a channel tries to get. It runs in a page of `here`, and may use nothing but this. */
export type Where = {
  /** Origin of the page. */
  here: string;
  /** Origin where everything is granted. */
  writable: string;
  /** The address to reach: of another origin, or of this one by something else than reading. */
  target: string;
  udp: number;
  tcp: number;
};

/** A way by which a page may send something out. What it answers is waited for. */
export type Channel = (where: Where) => unknown;
