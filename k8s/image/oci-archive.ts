import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** How an image is started. https://github.com/opencontainers/image-spec/blob/main/config.md */
export type ImageConfig = {
  readonly entrypoint?: readonly string[];
  readonly env?: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
};

/** An image as it lies in its archive. `reference` is `name@digest of the manifest`. */
export type Image = {
  readonly reference: string;
  readonly digest: string;
  /** Of the layer as it is stored and sent. */
  readonly compressedBytes: number;
  /** Of all files, unpacked. */
  readonly unpackedBytes: number;
};

type Blob = { readonly digest: string; readonly size: number };

const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

/** Names in order, no times, owners by number: what is packed depends on names, modes, owners and bytes alone. */
const sameEveryTime = ['--format=gnu', '--sort=name', '--mtime=@0', '--numeric-owner'];

/** Runs tar into `to`. Throws when it fails. */
const pack = async (
  args: readonly string[],
  to: (from: NodeJS.ReadableStream) => Promise<void>,
) => {
  const tar = spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => tar.once('close', resolve));
  await to(tar.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`tar ended with ${code}`);
};

const measure = (): Transform & { blob(): Blob } => {
  const hash = createHash('sha256');
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(undefined, chunk);
    },
  });
  return Object.assign(through, { blob: () => ({ digest: `sha256:${hash.digest('hex')}`, size }) });
};

/** Writes one blob of the archive, named after its digest. */
const addBlob = async (blobs: string, write: (to: Writable) => Promise<void>): Promise<Blob> => {
  const part = join(blobs, 'part');
  const through = measure();
  await Promise.all([write(through), pipeline(through, createWriteStream(part))]);
  const blob = through.blob();
  await rename(part, join(blobs, blob.digest.slice('sha256:'.length)));
  return blob;
};

const addJson = (blobs: string, value: unknown): Promise<Blob> =>
  addBlob(blobs, async (to) => void to.end(JSON.stringify(value)));

/**
 * Packs the files under `root` into an archive of one image with one layer, such as `ctr images import` and `docker load`
 * read. The same files give the same digest. An image whose name has no tag is stored under its digest alone.
 */
export const writeArchive = async (
  root: string,
  archive: string,
  name: string,
  config: ImageConfig,
): Promise<Image> => {
  await mkdir(dirname(archive), { recursive: true });
  const folder = await mkdtemp(join(dirname(archive), '.oci-'));
  try {
    const blobs = join(folder, 'blobs/sha256');
    await mkdir(blobs, { recursive: true });
    const unpacked = measure();
    const layer = await addBlob(blobs, (to) =>
      pack([...sameEveryTime, '-C', root, '-cf', '-', '.'], (from) =>
        pipeline(from, unpacked, createGzip({ level: 6 }), to),
      ),
    );
    const files = unpacked.blob();
    const { entrypoint, env, user, workingDir } = config;
    const made = await addJson(blobs, {
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      created: '1970-01-01T00:00:00Z',
      config: {
        ...(user ? { User: user } : {}),
        ...(env ? { Env: env } : {}),
        ...(entrypoint ? { Entrypoint: entrypoint } : {}),
        WorkingDir: workingDir ?? '/',
      },
      rootfs: { type: 'layers', diff_ids: [files.digest] },
      history: [{ created: '1970-01-01T00:00:00Z', created_by: 'k8s/image' }],
    });
    const manifest = await addJson(blobs, {
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: { mediaType: mediaTypes.config, ...made },
      layers: [{ mediaType: mediaTypes.layer, ...layer }],
    });
    const reference = `${name}@${manifest.digest}`;
    const annotations = { 'io.containerd.image.name': name.includes(':') ? name : reference };
    const index = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [{ mediaType: mediaTypes.manifest, ...manifest, annotations }],
    };
    await writeFile(join(folder, 'index.json'), JSON.stringify(index));
    await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    const words = [...sameEveryTime, '-C', folder, '-cf', '-', 'oci-layout', 'index.json', 'blobs'];
    await pack(words, (from) => pipeline(from, createWriteStream(archive)));
    const compressedBytes = layer.size;
    return { reference, digest: manifest.digest, compressedBytes, unpackedBytes: files.size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The digest of a file, as images name things. */
export const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return `sha256:${hash.digest('hex')}`;
};
