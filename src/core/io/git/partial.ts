/** Whether a clone has only a part of its objects. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Packs of a partial clone are marked: their missing objects look like any other missing object. */
export async function isPartial(objects: string): Promise<boolean> {
  const names = await readdir(join(objects, 'pack')).catch(() => []);
  return names.some((name) => name.endsWith('.promisor'));
}
