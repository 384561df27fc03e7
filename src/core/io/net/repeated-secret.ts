/** Whether something that a server said repeats what it was told in confidence: then it is not kept (T21). Pure. */

export const REPEATS = 'the answer repeats the credential; it was not kept';

/** Also where the escapes of JSON or of addresses hide it: whoever reads what is kept undoes them. */
export function repeatsSecret(said: Uint8Array | string, secrets: readonly (string | null)[]): boolean {
  const sought = secrets.filter((one) => one !== null).filter((one) => one !== '');
  if (sought.length === 0) return false;
  const text = typeof said === 'string' ? said : Buffer.from(said.buffer, said.byteOffset, said.byteLength).toString('utf8');
  const forms = [text, unescaped(text), decoded(text)];
  return sought.some((secret) => forms.some((form) => form.includes(secret)));
}

/** Without parsing: of two keys of one name a parser shows one, and both are kept (RFC 8259, section 7; what else it escapes is in no credential). */
function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\/]))/g, (_, hex?: string, plain?: string) => plain ?? character(hex))
    : text;
}

/** RFC 3986, section 2.1. Credentials are ASCII: they go into a header. */
function decoded(text: string): string {
  return text.includes('%') ? text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => character(hex)) : text;
}

function character(hex = ''): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
