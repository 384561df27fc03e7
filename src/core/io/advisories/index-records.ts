/** Which names a record of a database may be about, without parsing it: a database has some hundred thousand, and a run asks about a few. */

/** Every text behind a key "name": the names of packages among them, and some of people, which does no harm. Linear. */
export function recordNamesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, raw = ''] of text.matchAll(/"name"\s{0,20}:\s{0,20}"((?:[^"\\]|\\.){1,1000})"/g)) names.add(indexName(unescaped(raw)));
  return names;
}

/** Of all spellings that an ecosystem takes for one name. */
export function indexName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

/** When it was last changed, as it says itself; null: it does not. */
export function modifiedIn(text: string): string | null {
  return /"modified"\s{0,20}:\s{0,20}"(\d{4}-\d\d-\d\dT[\d:.]{1,20}Z)"/.exec(text)?.[1] ?? null;
}
