/** The one person whom the identity provider knows. */
export const person = {
  sub: 'ada',
  name: 'Ada Okafor',
  email: 'ada@mayfly.test',
  password: 'correct horse 7 battery',
} as const;

/** How the application shows itself to the provider. */
export const application = { id: 'invoices', secret: 'application-secret-of-this-test' } as const;
