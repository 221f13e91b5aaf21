/** All words that are drawn over a page while picking. */
export const words = {
  table: (rows: number, columns: number) =>
    `Table: ${rows} rows, ${columns} ${columns === 1 ? 'column' : 'columns'}. Shift: only this text`,
  value: (text: string) => `Get “${text}”`,
  check: (text: string) => `Check “${text}”`,
  wait: (name: string) => `Wait for ${name}`,
  thing: (name: string) => `Pick ${name}`,
  page: 'the page',
  nothing: 'Nothing to read here',
};
