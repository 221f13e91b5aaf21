import type { Threat } from './threat.ts';

const opening = `# Who can do what

Each attacker: with what it comes, what it gets, what it does not get, what nothing stops, and by which tests. Printed from
\`test/hostile/threats.ts\`; \`vitest run --project hostile -u\` prints it again. \`npm run test:hostile\` plays every attacker,
and runs the tests that are named here. What is said of the design is in [PROTOCOL.md](PROTOCOL.md).
`;

const attacksFile = 'test/hostile/attacks.hostile.test.ts';

/** The table of all attackers, as Markdown: rows, then the tests by which each is held, by number. */
export function threatTable(threats: readonly Threat[]): string {
  const numbered = threats.map((threat, index) => ({ ...threat, number: index + 1 }));
  const rows = numbered.map(
    ({ number, attacker, asset, means, gets, getsNot, notStopped }) =>
      `| ${number} | **${attacker}**: ${asset} | ${means} | ${gets} | ${getsNot} | ${notStopped} |`,
  );
  return [
    opening,
    '| | attacker: what is after | with | gets | does not get | not stopped |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## By which tests',
    '',
    ...numbered.flatMap(testsOf),
  ].join('\n');
}

function testsOf({ number, attacker, asset, attacks, held }: Threat & { number: number }) {
  return [
    `${number}. **${attacker}**: ${asset}`,
    ...attacks.map(({ title }) => `   - ${title} (\`${attacksFile}\`)`),
    ...held.map(({ file, title }) => `   - ${title} (\`${file}\`)`),
    '',
  ];
}
