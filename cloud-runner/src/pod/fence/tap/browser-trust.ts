import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rowsOf, schema } from './nss-database.ts';

const certificateForm = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Makes a browser trust the installation's own authorities (PEM) beside its own, for web sites alone: by the database
 * that Chromium on Linux looks for in its user's home, which is `profile`. Throws a TypeError on what is no certificate.
 */
export async function trustInBrowser(
  profile: string,
  uid: number | undefined,
  caBundle = '',
): Promise<void> {
  if (caBundle.trim() === '') return;
  const rows = (caBundle.match(certificateForm) ?? []).flatMap(rowsOf);
  if (rows.length === 0) throw new TypeError('the CA bundle holds no certificate in PEM');
  const folders = [join(profile, '.pki'), join(profile, '.pki', 'nssdb')] as const;
  const file = join(folders[1], 'cert9.db');
  await mkdir(folders[1], { recursive: true, mode: 0o700 });
  await writeRows(file, rows);
  if (uid === undefined) return;
  for (const path of [...folders, file]) await chown(path, uid, uid);
}

async function writeRows(file: string, rows: ReturnType<typeof rowsOf>): Promise<void> {
  // Loaded where there is a bundle: few installations have one.
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(file);
  // One write for all: a bundle may hold hundreds.
  database.exec(`PRAGMA synchronous = OFF; BEGIN; ${schema}`);
  for (const [index, row] of rows.entries()) {
    const columns = Object.keys(row);
    const places = columns.map(() => '?').join(', ');
    database
      .prepare(`INSERT INTO nssPublic (id, ${columns.join(', ')}) VALUES (?, ${places})`)
      .run(index + 1, ...Object.values(row));
  }
  database.exec('COMMIT');
  database.close();
}
