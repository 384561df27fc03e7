/**
 * Where each key and array element of a TOML document stands. smol-toml gives the data and no positions, so this walks the
 * text once more; it relies on the text being valid TOML and only has to stay in bounds when it is not.
 */
import type { At } from '../../../model/index.ts';
import { Cursor } from './cursor.ts';

export type Path = readonly (string | number)[];
export type Positions = ReadonlyMap<string, At>;

/** The look-up key of a path: ["project", "dependencies", 3]. */
export function pathKey(path: Path): string {
  return path.join('\u0000');
}

/** Positions of keys and elements at most `maxLength` path parts deep; of the deepest only those that are `wanted`. Linear. */
export function tomlPositions(text: string, maxLength: number, wanted: (key: string | number) => boolean = () => true): Positions {
  return new Walk(text, maxLength, wanted).run();
}

class Walk {
  private readonly cursor: Cursor;
  private readonly maxLength: number;
  private readonly wanted: (key: string | number) => boolean;
  private readonly found = new Map<string, At>();
  /** How many tables each [[array]] has so far. */
  private readonly counts = new Map<string, number>();

  constructor(text: string, maxLength: number, wanted: (key: string | number) => boolean) {
    this.cursor = new Cursor(text);
    this.maxLength = maxLength;
    this.wanted = wanted;
  }

  run(): Positions {
    let base: Path = [];
    for (this.cursor.skipBlank(); !this.cursor.done; this.cursor.skipBlank()) {
      const before = this.cursor.offset;
      if (this.cursor.take('[')) base = this.header();
      else this.pair(base);
      // Only in invalid text: go on, so that the loop ends.
      if (this.cursor.offset === before) this.cursor.skip(1);
    }
    return this.found;
  }

  private header(): Path {
    const isArray = this.cursor.take('[');
    const at = this.cursor.at();
    const keys = this.cursor.dottedKey();
    const path = this.resolve(keys, isArray);
    this.note(path, at);
    this.cursor.take(']');
    if (isArray) this.cursor.take(']');
    return path;
  }

  /** Inserts the index of the newest element after each part that names an array of tables. */
  private resolve(keys: readonly string[], isArray: boolean): Path {
    const path: (string | number)[] = [];
    for (const [index, key] of keys.entries()) {
      path.push(key);
      const name = pathKey(path);
      const count = this.counts.get(name);
      if (isArray && index === keys.length - 1) {
        this.counts.set(name, (count ?? 0) + 1);
        path.push(count ?? 0);
      } else if (count !== undefined) path.push(count - 1);
    }
    return path;
  }

  private pair(base: Path): void {
    const at = this.cursor.at();
    const path = [...base, ...this.cursor.dottedKey()];
    this.note(path, at);
    this.cursor.skipBlank();
    if (this.cursor.take('=')) this.value(path);
  }

  /** Recursion is bounded: the text was accepted with a depth limit before. */
  private value(path: Path): void {
    this.cursor.skipBlank();
    // Nothing in it is noted.
    if (path.length >= this.maxLength) this.cursor.skipValue();
    else if (this.cursor.take('['))
      this.group(']', (index) => {
        this.note([...path, index], this.cursor.at());
        this.value([...path, index]);
      });
    else if (this.cursor.take('{')) this.group('}', () => this.pair(path));
    else this.cursor.skipScalar();
  }

  private group(close: string, read: (index: number) => void): void {
    for (let index = 0; !this.cursor.done; index++) {
      this.cursor.skipBlank();
      if (this.cursor.take(close)) return;
      const before = this.cursor.offset;
      read(index);
      this.cursor.skipBlank();
      this.cursor.take(',');
      if (this.cursor.offset === before) return;
    }
  }

  private note(path: Path, at: At): void {
    const { length } = path;
    if (length > this.maxLength || (length === this.maxLength && !this.wanted(path[length - 1] ?? ''))) return;
    this.found.set(pathKey(path), at);
  }
}
