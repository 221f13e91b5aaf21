/** `pause-image.ts ROOT ARCHIVE`: packs the image that holds a pod's namespaces. */
import { writeArchive } from '../image/oci-archive.ts';

const [root, archive] = process.argv.slice(2);
if (!root || !archive) throw new Error('usage: pause-image.ts ROOT ARCHIVE');
await writeArchive(root, archive, 'localhost/pause:1', { entrypoint: ['/pause'] });
