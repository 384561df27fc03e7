/** An object of JSON that somebody else wrote: its fields may be anything. */

export type JsonTable = Readonly<Record<string, unknown>>;

/** Null: it is a list, or no object at all. */
export function jsonTable(value: unknown): JsonTable | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonTable) : null;
}
