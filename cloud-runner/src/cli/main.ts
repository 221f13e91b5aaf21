import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { examine } from './doctor.ts';
import { toText } from './finding.ts';
import { findInstallation } from './installation.ts';
import { lastLines } from './logs.ts';
import { countRuns, latestRuns } from './runs.ts';
import { verifyInstallation } from './verify/verify.ts';
import type { Finding } from './finding.ts';

const usage = `mayfly status                     whether the parts answer, and what the runs do
mayfly runs [--most 20]           the latest runs: labels and states
mayfly logs <part> [--most 50]    the last lines of service, broker, spawner or postgres
mayfly doctor                     looks for what is wrong, and says what to do
mayfly verify [--canary <file>]   proves from outside: the log, every release, every pod, and that no line of <file>
                                  stands in a database

--data <folder>                   of one machine's runner (default: data, or MAYFLY_DATA)
--service <file> --broker <file>  the configurations of a runner on a cluster
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: process.env['MAYFLY_DATA'] ?? 'data' },
    service: { type: 'string' },
    broker: { type: 'string' },
    canary: { type: 'string' },
    most: { type: 'string' },
  },
});

const say = (text: string) => void process.stdout.write(text);
const most = (usual: number) => Math.max(1, Number(values.most ?? usual) || usual);
const judge = (findings: readonly Finding[]) => {
  say(toText(findings));
  process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
};

const commands: Readonly<Record<string, () => Promise<void>>> = {
  async status() {
    const installed = findInstallation(values);
    judge((await examine(installed)).slice(0, 2));
    say(await countRuns(installed));
  },
  runs: async () => say(await latestRuns(findInstallation(values), most(20))),
  logs: async () => say(lastLines(findInstallation(values), positionals[1] ?? '', most(50))),
  doctor: async () => judge(await examine(findInstallation(values))),
  async verify() {
    const { service, broker, brokerSign, pods } = findInstallation(values);
    const canaries = values.canary ? readFileSync(values.canary, 'utf8').split('\n') : [];
    judge(
      await verifyInstallation({
        brokerUrl: broker.databaseUrl,
        serviceUrls: [service.databaseUrl, service.workerDatabaseUrl],
        brokerSign: brokerSign(),
        pods,
        canaries: canaries.filter(Boolean),
      }),
    );
  },
};

try {
  const command = commands[positionals[0] ?? ''];
  if (command) await command();
  else {
    say(usage);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : 'internal');
  process.exitCode = 2;
}
