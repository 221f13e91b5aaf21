import { z } from 'zod';

/** Rows that were read from a page. Every row has one cell for each column; an absent cell is empty text. */
export const tableSchema = z
  .strictObject({
    columns: z.array(z.string()).min(1),
    rows: z.array(z.array(z.string())),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), {
    message: 'Every row has one cell for each column',
  });
export type Table = z.infer<typeof tableSchema>;
