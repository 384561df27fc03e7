/** How an artifact is named on a command line: by its digest, else as a file. */
import type { Artifact } from './signature-content.ts';

const DIGEST = /^sha(256|384|512):([0-9a-f]+)$/i;

/** The digest in `text`, or null when it is none and so the name of a file. A file with such a name is given as ./sha256:… */
export function digestIn(text: string): Artifact | null {
  const [, bits = '', hex = ''] = DIGEST.exec(text) ?? [];
  if (hex.length * 4 !== Number(bits) || bits === '') return null;
  return { digests: { [`sha${bits}`]: hex.toLowerCase() } };
}
