import { selects } from './selects.ts';
import type { NetworkPolicy, Peer, Pod, PolicyPort, PolicyRule, World } from './objects.ts';

/** The two families of addresses, as nft names them. */
export type Family = 'ip' | 'ip6';

/** A pod that has a network of its own, with its addresses. */
export type Host = { readonly pod: Pod; readonly addresses: readonly string[] };

/** The family of an address or a block of addresses. */
export const familyOf = (address: string): Family => (address.includes(':') ? 'ip6' : 'ip');

/** The pods that live and have a network of their own. */
export const hostsOf = ({ pods }: World): Host[] =>
  pods
    .filter(
      ({ spec, status }) => !spec.hostNetwork && !/Succeeded|Failed/.test(status?.phase ?? ''),
    )
    .map((pod) => ({ pod, addresses: (pod.status?.podIPs ?? []).map(({ ip }) => ip) }))
    .filter(({ addresses }) => addresses.length > 0);

/** Which ways a policy closes. Without `policyTypes`: ingress, and egress if it has a word on it. */
export const closes = ({ spec }: NetworkPolicy, way: 'Ingress' | 'Egress'): boolean =>
  spec.policyTypes?.includes(way) ?? (way === 'Ingress' || spec.egress !== undefined);

/** Whether a peer of a policy that lies in `namespace` is this pod. */
const isPeer = (world: World, namespace: string, peer: Peer, { pod }: Host): boolean => {
  const labels = world.namespaces.find(({ metadata }) => metadata.name === pod.metadata.namespace)
    ?.metadata.labels;
  const isThere = peer.namespaceSelector
    ? selects(peer.namespaceSelector, labels)
    : pod.metadata.namespace === namespace;
  return isThere && selects(peer.podSelector ?? {}, pod.metadata.labels);
};

/** The pods of one policy. */
export const subjectsOf = ({ metadata, spec }: NetworkPolicy, hosts: readonly Host[]): Host[] =>
  hosts.filter(
    ({ pod }) =>
      pod.metadata.namespace === metadata.namespace &&
      selects(spec.podSelector ?? {}, pod.metadata.labels),
  );

const set = (elements: readonly string[]) => `{ ${elements.join(', ')} }`;

/** The numbers behind a named port of a pod. */
const numbersOf = ({ pod }: Host, name: string, protocol: string): number[] =>
  [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
    .flatMap(({ ports = [] }) => ports)
    .filter((each) => each.name === name && (each.protocol ?? 'TCP') === protocol)
    .map(({ containerPort }) => containerPort);

const portMatch = (protocol: string, ports: string) =>
  `meta l4proto ${protocol.toLowerCase()} th dport ${ports} `;

/** A port by number: the match of nft; by name: undefined, for it depends on the pod. */
const numbered = ({ protocol = 'TCP', port, endPort }: PolicyPort): string | undefined => {
  if (typeof port === 'string') return undefined;
  if (port === undefined) return `meta l4proto ${protocol.toLowerCase()} `;
  return portMatch(protocol, endPort === undefined ? `${port}` : `${port}-${endPort}`);
};

/** The addresses of some pods in one family. */
const inFamily = (hosts: readonly Host[], family: Family): string[] =>
  hosts.flatMap(({ addresses }) => addresses).filter((each) => familyOf(each) === family);

/** The matches of one rule of a policy in one direction: each line, with a verdict behind it, lets something through. */
export function* matchesOf(
  world: World,
  hosts: readonly Host[],
  policy: NetworkPolicy,
  way: 'Ingress' | 'Egress',
  rule: PolicyRule,
): Generator<string> {
  const subjects = subjectsOf(policy, hosts);
  const peers = (way === 'Ingress' ? rule.from : rule.to) ?? [];
  const [near, far] = way === 'Ingress' ? ['daddr', 'saddr'] : ['saddr', 'daddr'];
  const namespace = policy.metadata.namespace ?? '';
  const selectors = peers.filter(({ ipBlock }) => !ipBlock);
  const named = hosts.filter((host) =>
    selectors.some((peer) => isPeer(world, namespace, peer, host)),
  );
  const ports: readonly PolicyPort[] = rule.ports ?? [];
  const byNumber =
    ports.length === 0 ? [''] : ports.map(numbered).filter((each) => each !== undefined);
  for (const family of ['ip', 'ip6'] as const) {
    const own = inFamily(subjects, family);
    if (own.length === 0) continue;
    const from = `${family} ${near} ${set(own)} `;
    const ends =
      peers.length === 0
        ? ['']
        : [...podEnds(named, family, far), ...blockEnds(peers, family, far)];
    for (const end of ends) for (const port of byNumber) yield `${from}${end}${port}`;
    // A name means what the pod that is connected to calls so: a subject on the way in, a peer on the way out.
    for (const { protocol = 'TCP', port } of ports.filter(
      (each) => typeof each.port === 'string',
    )) {
      const targets = way === 'Ingress' ? subjects : peers.length === 0 ? hosts : named;
      for (const host of targets) {
        const numbers = numbersOf(host, String(port), protocol);
        const at = inFamily([host], family);
        if (numbers.length === 0 || at.length === 0) continue;
        const last = portMatch(protocol, set(numbers.map(String)));
        if (way === 'Egress') yield `${from}${family} daddr ${set(at)} ${last}`;
        else for (const end of ends) yield `${family} daddr ${set(at)} ${end}${last}`;
      }
    }
  }
}

const podEnds = (hosts: readonly Host[], family: Family, far: string): string[] => {
  const addresses = inFamily(hosts, family);
  return addresses.length === 0 ? [] : [`${family} ${far} ${set(addresses)} `];
};

const blockEnds = (peers: readonly Peer[], family: Family, far: string): string[] =>
  peers.flatMap(({ ipBlock }) => {
    if (!ipBlock || familyOf(ipBlock.cidr) !== family) return [];
    const { cidr, except = [] } = ipBlock;
    const but = except.length > 0 ? `${family} ${far} != ${set(except)} ` : '';
    return [`${family} ${far} ${cidr} ${but}`];
  });
