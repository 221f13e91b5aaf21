import { provideImage } from '@mayfly/k8s/image/provide-image.ts';
import type { Family } from '../figure.ts';

const bytesPerMib = 2 ** 20;

/** How large the image of a run is: its files, and its layer as it is stored and sent. */
export const images: Family = {
  figures: [
    { name: 'image-mib', unit: 'MiB', goal: { atMost: 450 } },
    { name: 'image-compressed-mib', unit: 'MiB', goal: { atMost: 180 } },
  ],
  measure: async () => {
    const { unpackedBytes, compressedBytes } = await provideImage('run');
    return {
      'image-mib': [unpackedBytes / bytesPerMib],
      'image-compressed-mib': [compressedBytes / bytesPerMib],
    };
  },
};
