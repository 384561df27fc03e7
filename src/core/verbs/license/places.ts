/** Markets as people write them. */
import { excludedSomewhere } from '../../license/catalogue.ts';

/** "worldwide" is every place that any license speaks of. */
export function marketsIn(texts: readonly string[]): readonly string[] {
  const places = texts.flatMap((text) => (/^worldwide$/i.test(text) ? excludedSomewhere() : [text.toUpperCase()]));
  return [...new Set(places)];
}
