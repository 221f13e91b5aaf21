import type { NetworkPolicy } from '../../cluster/agent/objects.ts';
import type { Expectation, Moment } from './moment.ts';

type Spec = NetworkPolicy['spec'];

const a = { matchLabels: { pod: 'a' } };
const b = { matchLabels: { pod: 'b' } };
const y = { matchLabels: { ns: 'y' } };
const tcp = (port: number | string) => ({ protocol: 'TCP', port });
const ingress = (rules: Spec['ingress'], podSelector: Spec['podSelector'] = a): Spec => ({
  podSelector: podSelector ?? {},
  policyTypes: ['Ingress'],
  ...(rules ? { ingress: rules } : {}),
});
const egress = (rules: Spec['egress'], podSelector: Spec['podSelector'] = a): Spec => ({
  podSelector: podSelector ?? {},
  policyTypes: ['Egress'],
  ...(rules ? { egress: rules } : {}),
});
const at80 = (...words: string[]): Expectation => ({ port: 80, words });
const at81 = (...words: string[]): Expectation => ({ port: 81, words });
const from = (...list: NonNullable<NonNullable<Spec['ingress']>[number]['from']>) => [
  { from: list },
];
const to = (...list: NonNullable<NonNullable<Spec['egress']>[number]['to']>) => [{ to: list }];
const one = (spec: Spec, ...sees: Expectation[]): Moment[] => [{ policies: { 'x/p': spec }, sees }];

/**
 * The cases of Kubernetes' own tests of NetworkPolicy (test/e2e/network/netpol), by their names there: pods a, b, c in the
 * namespaces x, y, z, each with the label `pod` or `ns` of its name.
 */
export const cases: Readonly<Record<string, readonly Moment[]>> = {
  "a 'default-deny-ingress' policy": one(ingress([], {}), at80('deny * x/*')),
  "a 'default-deny-ingress' policy, UDP": one(ingress([], {}), {
    port: 80,
    protocol: 'UDP',
    words: ['deny * x/*'],
  }),
  "a 'default-deny-all' policy": one(
    { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    at80('deny * x/*', 'deny x/* *'),
  ),
  'traffic from pods within the server namespace, by podSelector': one(
    ingress(from({ podSelector: b })),
    at80('deny * x/a', 'allow x/b x/a'),
  ),
  'ingress traffic for a target': [
    { policies: { 'x/deny': ingress([], {}) }, sees: [at80('deny * x/*')] },
    {
      policies: { 'x/allow': ingress(from({ namespaceSelector: {} })) },
      sees: [at80('deny * x/*', 'allow * x/a')],
    },
  ],
  'ingress traffic from pods in all namespaces': one(
    ingress(from({ namespaceSelector: {} })),
    at80(),
  ),
  'traffic only from a different namespace, by namespaceSelector': one(
    ingress(from({ namespaceSelector: y })),
    at80('deny * x/a', 'allow y/* x/a'),
  ),
  'podSelector with matchExpressions': one(
    ingress(
      from({ podSelector: { matchExpressions: [{ key: 'pod', operator: 'In', values: ['b'] }] } }),
    ),
    at80('deny * x/a', 'allow x/b x/a'),
  ),
  'namespaceSelector with matchExpressions': one(
    ingress(
      from({
        namespaceSelector: { matchExpressions: [{ key: 'ns', operator: 'In', values: ['y'] }] },
      }),
    ),
    at80('deny * x/a', 'allow y/* x/a'),
  ),
  'namespaceSelector with matchExpressions and the default label': one(
    ingress(
      from({
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['np-x', 'np-z'] },
          ],
        },
      }),
    ),
    at80('deny x/* x/a', 'deny z/* x/a'),
  ),
  'podSelector or namespaceSelector': one(
    ingress(from({ namespaceSelector: y }, { podSelector: b })),
    at80('deny * x/a', 'allow y/* x/a', 'allow x/b x/a'),
  ),
  'podSelector and namespaceSelector': one(
    ingress(from({ namespaceSelector: y, podSelector: b })),
    at80('deny * x/a', 'allow y/b x/a'),
  ),
  'multiple podSelectors and namespaceSelectors': one(
    ingress(
      from({
        namespaceSelector: { matchExpressions: [{ key: 'ns', operator: 'NotIn', values: ['x'] }] },
        podSelector: { matchExpressions: [{ key: 'pod', operator: 'In', values: ['b', 'c'] }] },
      }),
    ),
    at80('deny * x/a', 'allow y/b x/a', 'allow y/c x/a', 'allow z/b x/a', 'allow z/c x/a'),
  ),
  'any podSelectors': one(
    ingress([
      { from: [{ podSelector: b }] },
      { from: [{ podSelector: { matchLabels: { pod: 'c' } } }] },
    ]),
    at80('deny * x/a', 'allow x/b x/a', 'allow x/c x/a'),
  ),
  'a pod in a different namespace, by podSelector and namespaceSelector': one(
    ingress(from({ namespaceSelector: y, podSelector: a })),
    at80('deny * x/a', 'allow y/a x/a'),
  ),
  'based on ports': one(
    ingress([{ from: [{ namespaceSelector: y }], ports: [tcp(81)] }]),
    at81('deny * x/a', 'allow y/* x/a'),
    at80('deny * x/a'),
  ),
  'a range of ports': one(
    ingress([{ ports: [{ protocol: 'TCP', port: 81, endPort: 90 }] }]),
    at81(),
    at80('deny * x/a'),
  ),
  'stacked policies with overlapping podSelectors': [
    {
      policies: { 'x/one': ingress([{ from: [{ namespaceSelector: y }], ports: [tcp(81)] }]) },
      sees: [at81('deny * x/a', 'allow y/* x/a'), at80('deny * x/a')],
    },
    {
      policies: { 'x/two': ingress([{ from: [{ namespaceSelector: y }], ports: [tcp(80)] }]) },
      sees: [at81('deny * x/a', 'allow y/* x/a'), at80('deny * x/a', 'allow y/* x/a')],
    },
  ],
  'allow-all over deny-all': [
    { policies: { 'x/deny': ingress([], {}) }, sees: [at80('deny * x/*')] },
    { policies: { 'x/allow': ingress([{}], {}) }, sees: [at80()] },
  ],
  'ingress on one named port': one(
    ingress([{ ports: [tcp('serve-81-tcp')] }]),
    at81(),
    at80('deny * x/a'),
  ),
  'ingress from a namespace on one named port': one(
    ingress([{ from: [{ namespaceSelector: y }], ports: [tcp('serve-80-tcp')] }]),
    at80('deny * x/a', 'allow y/* x/a'),
    at81('deny * x/a'),
  ),
  'egress on one named port': one(
    egress([{ ports: [tcp('serve-80-tcp')] }]),
    at80(),
    at81('deny x/a *'),
  ),
  'an updated policy': [...one(ingress([]), at80('deny * x/a')), ...one(ingress([{}]), at80())],
  'an updated namespace': [
    {
      policies: { 'x/p': ingress(from({ namespaceSelector: { matchLabels: { ns2: 'new' } } })) },
      sees: [at80('deny * x/a')],
    },
    { labels: { y: { ns2: 'new' } }, sees: [at80('deny * x/a', 'allow y/* x/a')] },
    { labels: { y: { ns2: null } }, sees: [at80('deny * x/a')] },
  ],
  'an updated pod': [
    {
      policies: { 'x/p': ingress(from({ podSelector: { matchLabels: { pod2: 'new' } } })) },
      sees: [at80('deny * x/a')],
    },
    { labels: { 'x/b': { pod2: 'new' } }, sees: [at80('deny * x/a', 'allow x/b x/a')] },
    { labels: { 'x/b': { pod2: null } }, sees: [at80('deny * x/a')] },
  ],
  'denying ingress to an updated pod': [
    {
      policies: { 'x/p': ingress([], { matchLabels: { target: 'isolated' } }) },
      sees: [at80()],
    },
    { labels: { 'x/a': { target: 'isolated' } }, sees: [at80('deny * x/a')] },
    { labels: { 'x/a': { target: null } }, sees: [at80()] },
  ],
  'denying ingress from pods of other namespaces': one(
    ingress(from({ podSelector: {} }), {}),
    at80('deny y/* x/*', 'deny z/* x/*'),
  ),
  'denying egress by podSelector': one(egress([]), at80('deny x/a *')),
  'denying egress from all pods of a namespace': one(egress([], {}), at80('deny x/* *')),
  'egress to a server in a different namespace, by both selectors': one(
    egress(to({ namespaceSelector: y, podSelector: a })),
    at80('deny x/a *', 'allow x/a y/a'),
  ),
  'egress denied at the client, though the server allows it': one(
    egress(to({ namespaceSelector: y, podSelector: a })),
    at80('deny x/a *', 'allow x/a y/a'),
  ).map((moment) => ({
    ...moment,
    policies: { ...moment.policies, 'y/p': ingress(from({ namespaceSelector: {} }), {}) },
  })),
  'ingress and egress together': one(
    {
      podSelector: a,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: b }] }],
      egress: [{ ports: [tcp(81)] }],
    },
    at80('deny * x/a', 'allow x/b x/a', 'deny x/a *'),
    at81('deny * x/a', 'allow x/b x/a'),
  ),
  'multiple egress policies on one pod': [
    {
      policies: { 'x/one': egress(to({ namespaceSelector: y })) },
      sees: [at80('deny x/a *', 'allow x/a y/*')],
    },
    {
      policies: { 'x/two': egress([{ ports: [tcp(80)] }]) },
      sees: [at80(), at81('deny x/a *', 'allow x/a y/*')],
    },
  ],
  'no word on policyTypes': [
    { policies: { 'x/p': { podSelector: a } }, sees: [at80('deny * x/a')] },
    {
      policies: { 'x/p': { podSelector: a, egress: [{ ports: [tcp(81)] }] } },
      sees: [at80('deny * x/a', 'deny x/a *'), at81('deny * x/a')],
    },
  ],
  'TCP is not allowed by a policy for UDP': one(
    ingress([{ ports: [{ protocol: 'UDP', port: 81 }] }]),
    at81('deny * x/a'),
    { port: 81, protocol: 'UDP', words: [] },
  ),
  'TCP is not allowed by a policy for SCTP, and the pod is isolated': one(
    ingress([{ ports: [{ protocol: 'SCTP', port: 80 }] }]),
    at80('deny * x/a'),
    { port: 80, protocol: 'UDP', words: ['deny * x/a'] },
  ),
  'policies stop when they are deleted': [
    { policies: { 'x/p': ingress([], {}) }, sees: [at80('deny * x/*')] },
    { policies: { 'x/p': undefined }, sees: [at80()] },
  ],
};
