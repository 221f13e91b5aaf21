/** Words that every surface has from its first moment. */
export const product = { name: 'Mayfly', back: 'Back' } as const;
