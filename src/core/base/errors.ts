/**
 * Two error classes with closed unions of codes; tests assert on `code`, never on text.
 * InputError: what the user gave cannot be used (exit 2, says what, where, what to do).
 * EffectError: the world did not answer (git, disk, network).
 */
export type InputCode =
  | 'REF_INVALID'
  | 'USAGE'
  | 'NOT_A_REPOSITORY'
  /** There is one, and git does not open it: it belongs to another user. */
  | 'FOREIGN_REPOSITORY'
  | 'UNKNOWN_REVISION'
  | 'UNBORN_BRANCH'
  | 'AMBIGUOUS_REVISION'
  | 'POLICY_INVALID'
  | 'POLICY_MISSING'
  | 'EVIDENCE_INVALID'
  | 'NOT_A_FOLDER'
  | 'UNKNOWN_RULE'
  | 'PATH_OUTSIDE'
  | 'EVENT_INVALID'
  | 'EVENT_UNSUPPORTED'
  | 'LOCK_INVALID'
  | 'LOCK_MISSING'
  | 'INPUT_INVALID'
  | 'TRUST_ROOT_INVALID'
  | 'KEY_INVALID'
  | 'FILE_UNREADABLE'
  | 'NOT_A_MODEL'
  | 'MODEL_UNUSABLE';

export type EffectCode =
  | 'GIT_FAILED'
  | 'GIT_MISSING'
  | 'GIT_TOO_OLD'
  | 'GIT_OBJECT_MISSING'
  | 'GITHUB_FAILED'
  | 'DISK'
  | 'ABORTED'
  | 'SIGNING_FAILED'
  | 'TRUST_ROOT_UNAVAILABLE';

export interface Mistake {
  readonly message: string;
  /** "path:line:column" or null. */
  readonly where: string | null;
}

export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputCode;
  /** What to do next, one line. */
  readonly hint: string;
  /** All mistakes at once, where there can be several. */
  readonly mistakes: readonly Mistake[];
  constructor(code: InputCode, message: string, hint: string, mistakes: readonly Mistake[] = []) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.mistakes = mistakes;
  }
}

export class EffectError extends Error {
  override readonly name = 'EffectError';
  readonly code: EffectCode;
  readonly hint: string;
  constructor(code: EffectCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
