/** What each program found, counted from what it wrote. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const bom = z.object({
  components: z
    .array(
      z.object({
        type: z.string(),
        purl: z.string().optional(),
        evidence: z.object({ occurrences: z.array(z.unknown()).optional() }).optional(),
      }),
    )
    .default([]),
  services: z.array(z.unknown()).default([]),
});

export function corpusFiles(folder: string): { files: number; words: string } {
  const files = execFileSync('find', [folder, '-type', 'f'], { maxBuffer: 64 << 20 })
    .toString()
    .trim()
    .split('\n').length;
  const size = execFileSync('du', ['-sm', folder]).toString().split('\t')[0];
  return { files, words: `${files.toLocaleString('en')} files, ${size} MB` };
}

export function found(text: string): string {
  const { components, services } = bom.parse(JSON.parse(text));
  const models = components.filter((component) => component.type === 'machine-learning-model');
  const known = models.filter((component) => component.purl?.startsWith('pkg:huggingface/') === true);
  const data = components.filter((component) => component.type === 'data').length;
  const places = models.filter((component) => (component.evidence?.occurrences?.length ?? 0) > 0).length;
  return `${models.length} models (${known.length} with a hub purl, ${places} with file and line), ${data} datasets, ${services.length} services, ${components.length - models.length - data} other components`;
}

export function foundByPeer(file: string): string {
  return existsSync(file) ? found(readFileSync(file, 'utf8')) : 'nothing was written';
}
