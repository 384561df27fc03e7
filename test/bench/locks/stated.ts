/** What a lock pins, in the form in which a parser of its ecosystem and ours are compared. */

export interface Stated {
  /** In the normal form of its ecosystem. */
  readonly name: string;
  /** Null: known by its source alone. */
  readonly version: string | null;
  /** "sha256:<hex>", SRI or "h1:…"; what an installer compares what it fetched with. */
  readonly hashes: readonly string[];
  /** From another place than a registry, as git: the commit or branch is what pins it. */
  readonly git: boolean;
  /** The address of its registry or archive, where the lock writes one; absent: not compared. */
  readonly source?: string;
  readonly line: number;
}

/** A parser that knows nothing of ours: whole file in, everything that is not of the tree itself out. */
export type Oracle = (text: string) => readonly Stated[];

/** PEP 503. */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

export type Plain = Readonly<Record<string, unknown>>;

export function plain(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Of each table that is an entry, the line of its name, found by nothing but the text. */
export function linesOf(source: string, header: string): readonly number[] {
  const lines = source.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (line.trim() !== header) return [];
    const name = lines.findIndex((other, at) => at > index && /^name\s*=/.test(other));
    return [name + 1];
  });
}
