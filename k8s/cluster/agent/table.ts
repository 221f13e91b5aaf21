import { closes, familyOf, hostsOf, matchesOf, subjectsOf } from './matches.ts';
import type { Family } from './matches.ts';
import type { World } from './objects.ts';

/** The addresses that pods of this node get. */
export type Ranges = Readonly<Record<Family, string>>;

/** nft knows no overlapping elements: a set of addresses, each once. */
const addressSet = (name: string, family: Family, all: Iterable<string>): string => {
  const own = [...new Set(all)].filter((each) => familyOf(each) === family);
  const elements = own.length > 0 ? ` elements = { ${own.join(', ')} };` : '';
  return `  set ${name}_${family} { type ${family === 'ip' ? 'ipv4_addr' : 'ipv6_addr'};${elements} }`;
};

const families = ['ip', 'ip6'] as const;

/**
 * The whole table `inet mayfly` for nft, to be put in the place of the one before in one transaction. Closed by default:
 * an address of the pods' ranges that no known pod has gets nothing through in either direction, and so a pod has no
 * network before its rules are in the kernel. What the node itself sends to its pods passes, as Kubernetes wants it.
 */
export const tableOf = (world: World, ranges: Ranges): string => {
  const hosts = hostsOf(world);
  const lines = (way: 'Ingress' | 'Egress') =>
    world.policies
      .filter((policy) => closes(policy, way))
      .flatMap((policy) =>
        ((way === 'Ingress' ? policy.spec.ingress : policy.spec.egress) ?? []).flatMap((rule) => [
          ...matchesOf(world, hosts, policy, way, rule),
        ]),
      )
      .map((match) => `    ${match}return`);
  const closed = (way: 'Ingress' | 'Egress') =>
    world.policies
      .filter((policy) => closes(policy, way))
      .flatMap((policy) => subjectsOf(policy, hosts))
      .flatMap(({ addresses }) => addresses);
  const known = hosts.flatMap(({ addresses }) => addresses);
  return [
    'table inet mayfly',
    'delete table inet mayfly',
    'table inet mayfly {',
    ...families.flatMap((family) => [
      addressSet('known', family, known),
      addressSet('no_out', family, closed('Egress')),
      addressSet('no_in', family, closed('Ingress')),
    ]),
    '  chain out {',
    ...lines('Egress'),
    ...families.map((family) => `    ${family} saddr @no_out_${family} drop`),
    '  }',
    '  chain in {',
    ...lines('Ingress'),
    ...families.map((family) => `    ${family} daddr @no_in_${family} drop`),
    '  }',
    '  chain strangers {',
    ...families.map((family) => `    iifname "veth*" ${family} saddr != ${ranges[family]} drop`),
    ...families.flatMap((family) => [
      `    ${family} saddr ${ranges[family]} ${family} saddr != @known_${family} drop`,
      `    ${family} daddr ${ranges[family]} ${family} daddr != @known_${family} drop`,
    ]),
    '  }',
    '  chain forward {',
    '    type filter hook forward priority 0; policy accept;',
    '    ct state established,related accept',
    '    jump strangers',
    '    jump out',
    '    jump in',
    '  }',
    '  chain input {',
    '    type filter hook input priority 0; policy accept;',
    '    iifname "lo" accept',
    '    ct state established,related accept',
    '    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit } accept',
    ...families.flatMap((family) => [
      `    iifname "veth*" ${family} saddr != ${ranges[family]} drop`,
      `    ${family} saddr ${ranges[family]} ${family} saddr != @known_${family} drop`,
    ]),
    '    jump out',
    '  }',
    '}',
    '',
  ].join('\n');
};
