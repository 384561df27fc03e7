/** What an installer or a publisher wrote as JSON, as far as it has fields. */

export type JsonTable = Readonly<Record<string, unknown>>;

export function jsonTable(value: unknown): JsonTable | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonTable) : null;
}
