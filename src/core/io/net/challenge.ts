/** What a registry asks for before it answers: the header WWW-Authenticate (RFC 9110, section 11.6.1; OCI distribution, token authentication). Pure. */

export type Challenge =
  | { readonly scheme: 'Basic' }
  | { readonly scheme: 'Bearer'; readonly realm: string; readonly service: string | null };

const MAX_LENGTH = 4000;
const MAX_FIELDS = 20;

/** Null: nothing that is understood. Linear in the header. The scope that it names is not read: we ask for our own, which is never wider. */
export function readChallenge(header: string | null): Challenge | null {
  if (header === null || header.length > MAX_LENGTH) return null;
  if (/^basic(?:\s|$)/i.test(header)) return { scheme: 'Basic' };
  const start = /^bearer\s{1,10}/i.exec(header)?.[0];
  if (start === undefined) return null;
  const fields = new Map<string, string>();
  const field = /([a-z_]{1,30})\s{0,5}=\s{0,5}"([^"\\]{0,2000})"\s{0,5}(?:,\s{0,5}|$)/iy;
  field.lastIndex = start.length;
  for (let match = field.exec(header); match !== null && fields.size < MAX_FIELDS; match = field.exec(header)) {
    const [, name = '', value = ''] = match;
    // Two of one name: whichever another client takes, we take none.
    if (fields.has(name.toLowerCase())) return null;
    fields.set(name.toLowerCase(), value);
  }
  const realm = fields.get('realm') ?? '';
  return realm === '' ? null : { scheme: 'Bearer', realm, service: fields.get('service') ?? null };
}
