const megabyte = 2 ** 20;

/**
 * Bytes that one answer may have, as they come over the wire. A page is cut earlier than what a page shows: a browser that
 * has to lay it out stands still long before.
 */
export function answerBytesAtMost(contentType = ''): number {
  const isPage = /^\s*(text\/html|application\/xhtml\+xml)/i.test(contentType);
  return isPage ? 16 * megabyte : 48 * megabyte;
}
