/** What a start did so far, to be taken back. */
export type Undo = {
  add: (step: () => void | Promise<void>) => void;
  /** Takes all of it back, the last first; each even when another fails, whose error is then thrown. */
  all: () => Promise<void>;
};

/** Remembers how to take back what was done. */
export const makeUndo = (): Undo => {
  const steps: (() => void | Promise<void>)[] = [];
  return {
    add: (step) => void steps.push(step),
    all: async () => {
      const errors: unknown[] = [];
      for (let step = steps.pop(); step; step = steps.pop()) {
        try {
          await step();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
};
