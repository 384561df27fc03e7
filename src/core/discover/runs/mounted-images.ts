/** Images that are mounted as volumes: `volumes: [{ name, image: { reference } }]` of Kubernetes, `Driver=image` of quadlets. They hold data, most of them a model. */
import type { RunFact } from '../../model/index.ts';
import { type Datum, inMap, textIn } from '../datum/datum.ts';
import { imageFact, imageText } from './image-fact.ts';

/** More of one document are no volumes of a pod. */
const MAX_NODES = 50_000;

/** False is certain. */
export function mayMountImage(text: string): boolean {
  return (text.includes('reference') && text.includes('volumes')) || /^[ \t]*Driver[ \t]*=[ \t]*image\b/im.test(text);
}

export function mountedImages(root: Datum): RunFact[] {
  const facts: RunFact[] = [];
  const open: Datum[] = [root];
  for (let index = 0; index < open.length && index < MAX_NODES; index++) {
    const datum = open[index] as Datum;
    if (datum.kind === 'list') open.push(...datum.items);
    if (datum.kind !== 'map') continue;
    const volumes = inMap(datum, 'volumes');
    const mounted = volumes?.kind === 'list' ? volumes.items.flatMap((volume) => inMap(inMap(volume, 'image'), 'reference') ?? []) : [];
    const own = /^image$/i.test(textIn(datum, 'Driver', 'driver') ?? '') ? inMap(datum, 'Image') : undefined;
    for (const one of [...mounted, own]) {
      const fact = one?.kind === 'text' ? imageFact(imageText(one.text), 'volume', one.at, null, true) : null;
      if (fact !== null) facts.push(fact);
    }
    for (const { value } of datum.entries) open.push(value);
  }
  return facts;
}
