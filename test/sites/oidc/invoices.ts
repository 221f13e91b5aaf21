/** An invoice of the application. */
export type Invoice = {
  number: string;
  customer: string;
  amount: string;
  state: 'open' | 'approved';
};

/** What the application starts with. One name is a formula to a spreadsheet. */
export const freshInvoices = (): Invoice[] => [
  { number: 'INV-1041', customer: 'Hansen & Sons', amount: '1,240.00', state: 'open' },
  {
    number: 'INV-1042',
    customer: '=HYPERLINK("http://evil.test")',
    amount: '86.50',
    state: 'open',
  },
  { number: 'INV-1043', customer: 'Lindqvist AB', amount: '9,004.10', state: 'approved' },
  { number: 'INV-1044', customer: 'Weber GmbH', amount: '310.00', state: 'open' },
];
