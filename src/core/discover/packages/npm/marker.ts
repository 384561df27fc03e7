/** "os", "cpu" and "libc" of an npm package: where it is installed alone, in the words that Yarn has for it ("os=linux & cpu=x64"). */

const MAX_TEXTS = 20;

/** Undefined: everywhere. What is no such word says nothing. */
export function npmMarker(said: Readonly<Record<'os' | 'cpu' | 'libc', readonly string[]>>): string | undefined {
  const conditions = (['os', 'cpu', 'libc'] as const).flatMap((kind) => {
    const values = said[kind].filter((value) => /^!?[\w-]{1,30}$/.test(value)).slice(0, MAX_TEXTS);
    if (values.length === 0) return [];
    const words = values.toSorted().map((value) => (value.startsWith('!') ? `${kind}!=${value.slice(1)}` : `${kind}=${value}`));
    // It must be one of those that are named, and none of those that are refused.
    const refused = words.filter((word) => word.includes('!='));
    const named = words.filter((word) => !word.includes('!='));
    return [...(named.length > 1 ? [`(${named.join(' | ')})`] : named), ...refused];
  });
  return conditions.length === 0 ? undefined : conditions.join(' & ');
}
