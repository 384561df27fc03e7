/**
 * What git made or said once, for all stand-ins of this thread. An object id is the digest of its content, so what follows from ids alone is
 * the same in every repository that has these objects, and scenes of tests are alike: of a hundred first commits git makes one.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

interface Made<T> {
  readonly value: T;
  /** Loose objects as git wrote them, by id: a repository that has them not yet gets them. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

const ID = /^[0-9a-f]{40}$/;
const MOST_OBJECTS = 300;
const MOST_BYTES = 100_000;

const memory = new Map<string, Made<unknown>>();

/** A loose object is here. What is in a pack is not seen: git is asked then. */
export function hasLoose(gitDirectory: string, id: string): boolean {
  return ID.test(id) && existsSync(pathOf(gitDirectory, id));
}

/** `ids`: what the answer rests on. `objectsOf`: ids of what was made on the way. null is not kept, as what is not there may come. */
export function once<T>(
  gitDirectory: string,
  key: string,
  ids: readonly string[],
  make: () => T | null,
  objectsOf: (made: T) => readonly string[] = () => [],
): T | null {
  if (key.length > MOST_BYTES || !ids.every((id) => hasLoose(gitDirectory, id))) return make();
  const name = `${key}\0${ids.join(' ')}`;
  const known = memory.get(name) as Made<T> | undefined;
  if (known !== undefined) {
    for (const [id, bytes] of known.objects) put(gitDirectory, id, bytes);
    return known.value;
  }
  const value = make();
  if (value === null) return null;
  const objects = objectsOf(value);
  if (objects.length > MOST_OBJECTS || !objects.every((id) => hasLoose(gitDirectory, id))) return value;
  memory.set(name, { value, objects: new Map(objects.map((id) => [id, readFileSync(pathOf(gitDirectory, id))])) });
  return value;
}

/** Writes a blob as git writes it (gitrepository-layout, "loose object"): tests write hundreds, and git would start for each. */
export function putBlob(gitDirectory: string, content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  const object = Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]);
  const id = createHash('sha1').update(object).digest('hex');
  put(gitDirectory, id, deflateSync(object));
  return id;
}

function put(gitDirectory: string, id: string, bytes: Uint8Array): void {
  const path = pathOf(gitDirectory, id);
  if (existsSync(path)) return;
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes, { mode: 0o444 });
}

function pathOf(gitDirectory: string, id: string): string {
  return join(gitDirectory, 'objects', id.slice(0, 2), id.slice(2));
}
