// A pod's program for tests of the spawner: says what it finds around it, and ends as its name tells.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

const birth = JSON.parse(await text(process.stdin));
const attempt = (work) => {
  try {
    return work();
  } catch (error) {
    return error.code;
  }
};

if (birth.name.includes('stubborn')) process.on('SIGTERM', () => undefined);
else process.on('SIGTERM', () => process.exit());
if (birth.name.includes('family')) {
  const child = 'setTimeout(() => undefined, 600000)';
  spawn(process.execPath, ['-e', child], { detached: true, stdio: 'ignore' }).unref();
}

process.stdout.write(
  JSON.stringify({
    birth: birth.name.includes('telling') ? birth : { ...birth, token: birth.token.length },
    environment: Object.keys(process.env),
    uid: process.getuid(),
    isMemory: statfsSync(birth.dir).type === 0x01_02_19_94,
    run: readdirSync('/run'),
    home: attempt(() => readdirSync(process.argv[2] ?? '/root')),
    anchor: JSON.parse(readFileSync(birth.anchorFile, 'utf8')),
    wrote: attempt(() => writeFileSync(`${birth.dir}/written`, 'x')),
    wroteShm: attempt(() => writeFileSync('/dev/shm/written', 'x')),
    wroteAnchor: attempt(() => writeFileSync(birth.anchorFile, 'x')),
    tooMuch: attempt(() => writeFileSync(`${birth.dir}/large`, Buffer.alloc(3 * 2 ** 20))),
    hasBrowser: existsSync(birth.browser ?? '/nonexistent'),
    capabilities: /CapEff:\s*(\w+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1],
    processes: readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length,
  }) + '\n',
);

if (!birth.name.includes('short')) setInterval(() => undefined, 1_000);
