/** Replaces what looks like a secret before anything leaves discovery (T21). Linear: bounded repetitions, no nesting. */
const SHAPES: readonly RegExp[] = [
  /\bhf_[A-Za-z0-9]{20,100}/g,
  /\bgh[pousr]_[A-Za-z0-9_.-]{20,400}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,200}/g,
  /\bglpat-[A-Za-z0-9_-]{16,100}/g,
  /\bsk-[A-Za-z0-9_-]{16,200}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,200}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bAIza[0-9A-Za-z_-]{35}/g,
  /\bnpm_[A-Za-z0-9]{30,80}/g,
  /\bpypi-[A-Za-z0-9_-]{40,300}/g,
  /\beyJ[A-Za-z0-9_-]{10,1000}\.[A-Za-z0-9_-]{5,2000}(?:\.[A-Za-z0-9_-]{0,1000})?/g,
  /\bBearer\s{1,5}[A-Za-z0-9._~+/=-]{8,1000}/gi,
];
/** What each of them begins with: nearly all texts are expressions of code, in which none stands. */
const BEGINS = /hf_|gh[pousr]_|github_pat_|glpat-|sk-|xox[abprs]-|AKIA|AIza|npm_|pypi-|eyJ|bearer/i;
/** scheme://user:password@ */
const USER_INFO = /\b([a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/@"'<>]{1,300}@/gi;
/**
 * A keyword argument, assignment or key whose name ends like that of a secret, and its literal: `token="…"`, `OPENAI_API_KEY = '…'`,
 * `"client_secret": "…"`. The special tokens of a tokenizer (pad_token and so on) are none.
 */
const NAMED =
  /(?<!\w)(?!(?:pad|eos|bos|unk|cls|sep|mask|image)_token\b)((?:[A-Za-z0-9_]{0,40}_)?(?:token|api_?key|access_key|secret_key|password|passwd|secret)["']?)(\s{0,5}[=:]\s{0,5})(["'])[^"'\n]{1,300}\3/gi;

/** `text` with secrets replaced by "***". */
export function redact(text: string): string {
  let result = text.includes('://') ? text.replace(USER_INFO, '$1***@') : text;
  if (/["']/.test(result)) result = result.replace(NAMED, '$1$2$3***$3');
  if (!BEGINS.test(result)) return result;
  for (const shape of SHAPES) result = result.replace(shape, '***');
  return result;
}

/** A URL without user-info, query and fragment, or null when it is none. */
export function cleanUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return redact(url.href).replace(/\/$/, '');
}
