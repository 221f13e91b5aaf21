/** Tells the time in ms since 1970 UTC; never an earlier one than it told before. */
export type Clock = { readonly now: () => number };

/** A clock that follows `wall` and stands still where that goes back, or is still behind `floor`. */
export function forwardClock(floor: number, wall: () => number = Date.now): Clock {
  let latest = floor;
  return {
    now: () => {
      latest = Math.max(latest, wall());
      return latest;
    },
  };
}
