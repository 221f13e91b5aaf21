import type { Tools } from './page-tools.ts';

/**
 * A way by which a page may send something out. It runs in a page as text, and so may use nothing but its tools and
 * what a page has. What it answers is waited for.
 */
export type Channel = (tools: Tools) => unknown;
