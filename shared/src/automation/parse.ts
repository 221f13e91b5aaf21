import { z } from 'zod';
import { SealError } from '../base/errors.ts';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { automationSchema, automationVersion } from './automation.ts';
import type { Automation } from './automation.ts';

/** Turns an automation of one version into the next. */
type Migration = (older: Record<string, unknown>) => Record<string, unknown>;

/** How each version becomes the one after it; version 1 is the first. */
const migrations: Readonly<Record<number, Migration>> = {};

const versioned = z.looseObject({ v: z.int().positive() });

/** The automation that `json` is, brought to this program's version. Throws `unknown-version`, or `tampered` when it is none. */
export function parseAutomation(json: unknown): Automation {
  const parsed = versioned.safeParse(json);
  if (!parsed.success) throw new SealError('tampered', { cause: parsed.error });
  const current = automationSchema.safeParse(migrated(parsed.data));
  if (!current.success) throw new SealError('tampered', { cause: current.error });
  return current.data;
}

/** The automation in the UTF-8 JSON of an opened envelope. Throws as {@link parseAutomation} does. */
export function readAutomation(plain: Uint8Array): Automation {
  return parseAutomation(jsonOf(plain));
}

/** An automation as bytes, to be sealed. Throws a ZodError when it contradicts itself. */
export function writeAutomation(automation: Automation): Uint8Array {
  return utf8(JSON.stringify(automationSchema.parse(automation)));
}

function migrated(older: z.infer<typeof versioned>): Record<string, unknown> {
  let json: Record<string, unknown> = older;
  for (let v = older.v; v < automationVersion; v++) {
    const migrate = migrations[v];
    if (!migrate) throw new SealError('unknown-version');
    json = migrate(json);
  }
  if (json['v'] !== automationVersion) throw new SealError('unknown-version');
  return json;
}

function jsonOf(plain: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(plain));
  } catch (cause) {
    throw new SealError('tampered', { cause });
  }
}
