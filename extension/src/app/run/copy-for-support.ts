import type { LoadedRun } from './load-run.ts';

/** What helps support: codes, versions and times. No address, name, value or title of a page. */
export function textForSupport({ label, ran, proved }: LoadedRun): string {
  const { run, status, code, step, attempt, createdAt, startedAt, endedAt } = label;
  const { version } = chrome.runtime.getManifest();
  const lines = proved?.proof.lines.map(({ what, ok, code: why }) => `${what}=${ok ? 'ok' : why}`);
  return [
    `Mayfly ${version}`,
    `run ${run} try ${attempt}`,
    `status ${status}${code ? ` ${code}` : ''}${step === undefined ? '' : ` step ${step + 1}`}`,
    `automation version ${ran?.automation.changed.version ?? 'unknown'}`,
    `queued ${timeOf(createdAt)} started ${timeOf(startedAt)} ended ${timeOf(endedAt)}`,
    `proof ${lines?.join(' ') ?? 'none'}`,
  ].join('\n');
}

function timeOf(at: number | undefined): string {
  return at === undefined ? '-' : new Date(at).toISOString();
}
