import { z } from 'zod';
import { base64urlSchema, id16Schema, id32Schema } from '../base/id-schemas.ts';
import { anchorSchema } from './anchor.ts';
import { brokerRoutes } from './broker-routes.ts';
import { errorSchema, signedSchema, stubWithWrapSchema } from './route.ts';
import { serviceRoutes } from './service-routes.ts';
import { identityRoutes, spawnerRoutes } from './spawner-routes.ts';
import type { Raw, Route } from './route.ts';

type Json = {
  $ref?: string;
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Json[];
  oneOf?: readonly Json[];
  items?: Json;
  properties?: Readonly<Record<string, Json>>;
  required?: readonly string[];
  additionalProperties?: Json | boolean;
};

/** What is named and not printed again at each place. */
const named = z.registry<{ id: string }>();
named.add(id16Schema, { id: 'id16' });
named.add(id32Schema, { id: 'id32' });
named.add(base64urlSchema, { id: 'bytes' });
named.add(signedSchema, { id: 'signed' });
named.add(stubWithWrapSchema, { id: 'stubWithWrap' });

const opening = `# The doors, over HTTP

Every route, printed from \`shared/src/api/\`; \`vitest run door-catalogue -u\` prints it again. What the statements and
envelopes in them are says [PROTOCOL.md](PROTOCOL.md), who must prove itself how its §9. Bodies and answers are UTF-8 JSON
unless said; a field that is not named here is refused. \`id16\`, \`id32\`: base32 as in §1; \`bytes\`: base64url; \`?\`: may be
absent. \`signed\` is \`{ bytes: bytes, sig: bytes }\`, a statement; \`stubWithWrap\` is \`{ stub: bytes, wrap: bytes }\`, a stub in
CBOR and its dek sealed to the organization's seal key. A refusal is \`${shown(errorSchema)}\` with the status of its code
([ERRORS.md](ERRORS.md)).

Proofs: *device*, *pod*: a signed request · *mac*: knows the invitation's secret (§8) · *claim*: the sealed claim itself (§7)
· *feed token*, *witness token*: \`authorization: Bearer\` and a token of the installation · *socket*: the owner of the other
end of a local socket · *any*: nobody asks.
`;

/** The table of all routes of all doors, and of the pod's anchor, as Markdown. */
export function doorCatalogue(): string {
  return [
    opening,
    printedDoor('The service', serviceRoutes),
    printedDoor('The broker', brokerRoutes),
    printedDoor('The spawner, for the service, on a socket of one machine', spawnerRoutes),
    printedDoor('The spawner, for the broker, on another socket', identityRoutes),
    `## The anchor of a pod\n\n\`${shown(anchorSchema)}\`\n`,
  ].join('\n');
}

function printedDoor(title: string, routes: Readonly<Record<string, Route>>): string {
  return [`## ${title}`, '', ...Object.values(routes).flatMap(printedRoute)].join('\n');
}

function printedRoute({ method, path, caller, summary, status, query, body, answer }: Route) {
  return [
    `**${method} ${path}** · ${caller} · ${status}`,
    '',
    summary,
    '',
    ...(query ? [`- query \`${shown(query)}\``] : []),
    ...(body ? [`- body ${shownBody(body)}`] : []),
    ...(answer ? [`- answer ${shownBody(answer)}`] : []),
    ...(query || body || answer ? [''] : []),
  ];
}

function shownBody(body: z.ZodType | Raw): string {
  if ('raw' in body) return `\`${body.raw}\`, at most ${body.maxBytes} bytes`;
  return `\`${shown(body)}\``;
}

function shown(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'input', metadata: named, unrepresentable: 'any' });
  return told(json as Json);
}

function told(schema: Json): string {
  const { $ref, type, items, properties, anyOf, oneOf, additionalProperties } = schema;
  if ($ref) return $ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const choices = anyOf ?? oneOf;
  if (choices) return choices.map(told).join(' | ');
  if (type === 'array') return `[${items ? told(items) : ''}]`;
  if (properties) return toldFields(properties, new Set(schema.required));
  if (typeof additionalProperties === 'object') return `{ any: ${told(additionalProperties)} }`;
  return typeof type === 'string' ? type : 'any';
}

function toldFields(properties: Readonly<Record<string, Json>>, required: ReadonlySet<string>) {
  const fields = Object.entries(properties).map(
    ([name, field]) => `${name}${required.has(name) ? '' : '?'}: ${told(field)}`,
  );
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
}
