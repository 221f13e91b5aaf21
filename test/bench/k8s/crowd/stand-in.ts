import { pullAssignment } from '@mayfly/cloud-runner/pod/assignment.ts';
import { claimKeys } from '@mayfly/cloud-runner/pod/claim.ts';
import { openContents, openGrant } from '@mayfly/cloud-runner/pod/contents.ts';
import { openDoors } from '@mayfly/cloud-runner/pod/doors.ts';
import { tellEnd } from '@mayfly/cloud-runner/pod/end.ts';
import { outboxOf } from '@mayfly/cloud-runner/pod/outbox.ts';
import type { Doors } from '@mayfly/cloud-runner/pod/doors.ts';
import type { Contents } from '@mayfly/cloud-runner/pod/contents.ts';
import type { Released } from '@mayfly/cloud-runner/pod/claim.ts';
import type { Api } from '@mayfly/k8s/cluster/api.ts';
import type { Anchor } from '@mayfly/shared/api/anchor.ts';
import { utf8 } from '@mayfly/shared/base/bytes.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import { writeReport } from '@mayfly/shared/report/read-report.ts';
import { Redactor } from '@mayfly/shared/report/redact.ts';
import { toReport } from '@mayfly/shared/report/to-report.ts';
import type { PodName } from './follow-running.ts';

/** Whose part is played, and what is waited for once it holds its keys. */
export type Part = {
  readonly pod: PodName;
  readonly anchor: Anchor;
  /** Answers what to call when it has said all. */
  readonly released: () => Promise<() => void>;
};

/** All that a pod says in its life; then its node says that it has ended, and how. Throws why the pod failed. */
export const standIn = async (api: Api, part: Part): Promise<void> => {
  try {
    await live(api, part);
  } catch (error) {
    await end(api, part.pod, { phase: 'Failed', exitCode: 1 });
    throw error;
  }
  await end(api, part.pod, { phase: 'Succeeded', exitCode: 0 });
};

const live = async (api: Api, { pod, anchor, released }: Part): Promise<void> => {
  const token = await mint(api, pod);
  const { name } = pod;
  const self = {
    birth: { name, anchorFile: '', dir: '', deadlineAt: Number.MAX_SAFE_INTEGER, token },
    anchor,
    sign: signKeys(),
    seal: sealKeys(),
  };
  const { signal } = new AbortController();
  const assignment = await pullAssignment(openDoors(self).service, self, signal);
  if (!assignment) return;
  const doors = openDoors(self, assignment.org);
  const keys = await claimKeys(doors.broker, self, assignment, {
    eye: 'tap',
    namespace: true,
    rounds: 1,
    from: Date.now(),
    until: Date.now(),
    refused: [],
  });
  const contents = await openContents(doors.service, keys, openGrant(keys));
  const done = await released();
  try {
    await tellAll(doors, self.sign, keys, contents);
  } finally {
    done();
  }
};

/** The report, and then the end that names it. */
const tellAll = async (
  { service, broker }: Doors,
  sign: SignKeys,
  keys: Released,
  contents: Contents,
): Promise<void> => {
  const { certificate } = keys;
  const plain = writeReport(reportOf(keys, contents));
  const report = await outboxOf(service, sign, certificate).report(plain);
  await tellEnd(broker, sign, certificate, { status: 'succeeded', report, renewals: [] });
};

/** As a kubelet does for a pod on its node. */
const mint = async (api: Api, { namespace, name, uid }: PodName) => {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/mayfly-run/token`;
  const { code, body } = await api.call('POST', path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {
      audiences: ['mayfly-broker'],
      expirationSeconds: 600,
      boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid },
    },
  });
  const { token } = (body.status ?? {}) as { token?: string };
  if (!token) throw new Error(`no token: ${code} ${body.message ?? ''}`);
  return async () => utf8(token);
};

const end = async (
  api: Api,
  { namespace, name, uid }: PodName,
  { phase, exitCode }: { phase: 'Succeeded' | 'Failed'; exitCode: number },
): Promise<void> => {
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/status`;
  const finishedAt = new Date().toISOString();
  const state = { running: null, terminated: { exitCode, finishedAt } };
  const containerStatuses = [{ name: 'pod', ready: false, state }];
  const ended = { metadata: { uid }, status: { phase, containerStatuses } };
  const contentType = 'application/strategic-merge-patch+json';
  const { code, body } = await api.call('PATCH', path, ended, { contentType });
  // It was asked to go meanwhile, and went: then nothing, or another, is under its name.
  if (code >= 300 && code !== 404 && code !== 409)
    throw new Error(`no end: ${code} ${body.message ?? ''}`);
};

const reportOf = ({ certificate }: Released, { automation, grant }: Contents) => {
  const now = Date.now();
  const { run, attempt } = certificate;
  const [id] = grant.automations;
  if (!id) throw new TypeError('a grant without an automation');
  return toReport(
    {
      run,
      attempt,
      automation: { id, name: automation.name, version: automation.changed.version },
      startedAt: now,
      endedAt: now,
      fence: {
        eye: 'tap',
        network: 'namespace',
        disk: 'memory',
        sandbox: 'chromium',
        refused: [],
        refusedCount: 0,
      },
      artifacts: [],
      renewals: [],
      throughLetterbox: false,
      outcomes: [],
      isUnknown: false,
    },
    new Redactor(),
  );
};
