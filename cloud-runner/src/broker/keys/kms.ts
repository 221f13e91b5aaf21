/** A key service: wraps and unwraps short secrets with a key that never leaves it. */
export type Kms = {
  /** `secret`, readable by this service alone; text of its own making. Throws an EngineError, as `unwrap`. */
  wrap(secret: Uint8Array): Promise<string>;
  /**
   * The secret that was wrapped. Throws an EngineError: `kms-unreachable` where it does not answer in time, `kms-refused`
   * where it answers and will not, `keys-not-opened` where it holds no such key.
   */
  unwrap(wrapped: string): Promise<Uint8Array>;
};
