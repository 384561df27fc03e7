/** Why a signed model is not verified. Thrown inside this folder, a result at its door. */
export type OmsRefusalCode =
  /** No bundle: not JSON, too large, fields missing or of the wrong kind. */
  | 'bundle'
  | 'media-type'
  /** The kind of verification material is not what the caller trusts by. */
  | 'method'
  | 'key'
  | 'certificate'
  | 'identity'
  | 'signature'
  /** Signed, but not a statement that says which files the model has. */
  | 'statement'
  | 'predicate'
  | 'resource'
  /** A resource name that leaves the model. */
  | 'name'
  | 'root-digest'
  | 'legacy';

export class OmsRefusal extends Error {
  override readonly name = 'Refusal';
  readonly code: OmsRefusalCode;
  constructor(code: OmsRefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What somebody else wrote, quoted in a message: short. Doors still make it visible (T22). */
export function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
  return text.length <= 100 ? `"${text}"` : `"${text.slice(0, 99)}…"`;
}
