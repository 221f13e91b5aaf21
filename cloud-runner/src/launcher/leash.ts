/**
 * Loaded before a part's own program: ends the part when whoever started it is gone, however that happened,
 * by the same signal as a stop in order.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
