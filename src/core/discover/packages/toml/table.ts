/** Reading untyped data (TOML, JSON) without trusting its shape: a wrong type reads as absent. */
export type Table = Readonly<Record<string, unknown>>;

export function asTable(value: unknown): Table | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** An own property: "constructor" and the like of Object.prototype must not read as data. */
export function field(table: Table | null, ...path: readonly string[]): unknown {
  let value: unknown = table;
  for (const key of path) {
    const inner = asTable(value);
    value = inner !== null && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }
  return value;
}

/** The entries of a table, [] for anything else. */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  const table = asTable(value);
  return table === null ? [] : Object.entries(table);
}
