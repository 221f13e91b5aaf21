import { ask, until } from '@mayfly/cloud-runner/service/testing/office.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { send } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { feedToken } from '../../harness/broker/test-broker.ts';
import { nowhere } from './world.ts';
import { brokerWishes, serviceWishes } from './wishes.ts';
import type { Door, SignRequest } from '@mayfly/shared/api/client.ts';
import type { Route } from '@mayfly/shared/api/route.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Asking, Wish } from './wishes.ts';
import type { Ids, Tenants } from './world.ts';

/** One way of asking one route for something of another organization, and for something that there is not. */
export type Trial = {
  readonly route: string;
  readonly by: string;
  readonly asked: string;
  /** The answers, with names and times taken out: status, headers and body. */
  readonly there: string;
  readonly nowhere: string;
};

/** Who may ask, and how they prove it. `org` is the organization that is asked for. */
type Stranger = (world: Tenants, org: OrgId) => SignRequest | undefined;

const strangers: Readonly<Record<string, Stranger>> = {
  'a device of another organization': ({ stranger, ...world }) =>
    signed(world, stranger.ids.org, stranger.device.keys.sign),
  'a pod of another organization': ({ stranger, ...world }) =>
    signed(world, stranger.ids.org, stranger.pod.keys.sign),
  'a device of another organization, in the name of this one': ({ stranger, ...world }, org) =>
    signed(world, org, stranger.device.keys.sign),
  'a pod of another organization, in the name of this one': ({ stranger, ...world }, org) =>
    signed(world, org, stranger.pod.keys.sign),
  'a key of nobody, in the name of this organization': (world, org) =>
    signed(world, org, signKeys()),
  'who signs nothing': () => undefined,
};

const serviceOfBroker: Stranger = () => () => `Bearer ${feedToken}`;

/** Tries every route of both doors, in every way, as every stranger: once with the names of an organization, once with none's. */
export async function tryRoutes(world: Tenants): Promise<Trial[]> {
  const none = nowhere();
  const trials: Trial[] = [];
  for (const { door, name, route, wishes } of tries(world)) {
    for (const [by, stranger] of strangersAt(route)) {
      for (const [n, asking] of wishes.entries()) {
        const answer = async (ids: Ids) => {
          if (name.endsWith('Run')) await noneWaits(world);
          const wish = await asking(world.stranger, ids);
          return told(askingAs(door, stranger(world, ids.org)), route, wish, [
            ids,
            world.home.ids,
            none,
          ]);
        };
        trials.push({
          route: `${route.method} ${route.path}`,
          asked: `${name} ${n + 1}`,
          by,
          there: await answer(world.home.ids),
          nowhere: await answer(none),
        });
      }
    }
  }
  return trials;
}

type Tried = {
  readonly door: Door;
  readonly name: string;
  readonly route: Route;
  readonly wishes: readonly Asking[];
};

function tries({ broker, office }: Tenants): Tried[] {
  const service: Door = { url: office.config.listenUrl, fetch };
  return [
    ...triesAt(service, serviceRoutes, serviceWishes),
    ...triesAt(broker.door, brokerRoutes, brokerWishes),
  ];
}

function triesAt<Routes extends Readonly<Record<string, Route>>>(
  door: Door,
  routes: Routes,
  wishes: { readonly [Name in keyof Routes]: readonly Asking[] },
): Tried[] {
  return Object.entries(routes).map(([name, route]) => ({
    door,
    name,
    route,
    wishes: wishes[name] ?? [],
  }));
}

function strangersAt({ caller }: Route): [string, Stranger][] {
  const all = Object.entries(strangers);
  // What the service may follow is all of the feed.
  return caller === 'feed token' ? all : [...all, ['who has the feed token', serviceOfBroker]];
}

function signed({ office }: Pick<Tenants, 'office'>, org: OrgId, keys: SignKeys): SignRequest {
  return (method, path, body) =>
    authorize({ method, path, body, org, at: office.clock.now() }, keys);
}

function askingAs(door: Door, sign: SignRequest | undefined): Door {
  return { url: door.url, fetch: door.fetch, ...(sign && { authorize: sign }) };
}

/** Whatever the stranger orders under whatever number starts: how a run stands does not tell whose number it has. */
async function noneWaits({ office, stranger }: Tenants): Promise<void> {
  await until(async () => {
    const { body } = await ask(office, stranger.as, { method: 'GET', path: '/runs' });
    if (body.includes('"queued"')) throw new Error(`A run waits: ${body}`);
  });
}

async function told(door: Door, route: Route, wish: Wish, named: readonly Ids[]): Promise<string> {
  const answer = await send(door, route, wish as object);
  const headers = [...answer.headers].filter(([name]) => name !== 'date');
  const isStream = answer.headers.get('content-type') === 'text/event-stream';
  const body = isStream ? await firstOf(answer) : await answer.text();
  return withoutNames(JSON.stringify({ status: answer.status, headers, body }), named);
}

async function firstOf(answer: Response): Promise<string> {
  const reader = answer.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

function withoutNames(said: string, named: readonly Ids[]): string {
  return named
    .flatMap((ids) => Object.entries(ids))
    .reduce((text, [name, id]) => text.replaceAll(id, `<${name}>`), said)
    .replaceAll(/\b\d{13}\b/g, '<time>')
    .replaceAll(/[\w-]{80,}/g, ({ length }) => `<${length} signed characters>`);
}
