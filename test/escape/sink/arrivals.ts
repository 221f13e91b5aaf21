/** Something that reached the sink. */
export type Arrival = {
  kind: 'dns' | 'tcp' | 'udp' | 'http' | 'websocket';
  /** The name that was asked for, or the address that was reached. */
  host: string;
  port?: number;
  method?: string;
};

/** Whose name or address: `zone` evil, ro, app, rw; `number` that of the try. */
export type Owner = { zone: string; number: number };

const zones = ['evil', 'ro', 'app', 'rw'] as const;
const nameForm = /^m(\d+)\.(evil|ro|app|rw)\.test\.?$/;
const addressForm = /^11\.(\d+)\.(\d+)\.(\d+)$/;

/** Whose a name (`m7.evil.test`) or an address (`11.1.0.7`) is. */
export function ownerOf(host: string): Owner | undefined {
  const named = nameForm.exec(host.toLowerCase());
  if (named) return { zone: named[2] ?? '', number: Number(named[1]) };
  const [, zone, high, low] = addressForm.exec(host.replace('::ffff:', '')) ?? [];
  const name = zones[Number(zone) - 1];
  return name ? { zone: name, number: Number(high) * 256 + Number(low) } : undefined;
}

/** The address of a name in the world of the test. */
export function addressOf(name: string): string | undefined {
  const owner = ownerOf(name);
  if (!owner) return undefined;
  const zone = zones.findIndex((each) => each === owner.zone) + 1;
  return `11.${zone}.${owner.number >> 8}.${owner.number & 255}`;
}
