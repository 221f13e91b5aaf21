/** Gives so many turns at once; who has one gives it back by calling what was answered. */
export const turnsOf = (most: number): (() => Promise<() => void>) => {
  const waiting: (() => void)[] = [];
  let free = most;
  const giveBack = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return giveBack;
  };
};
