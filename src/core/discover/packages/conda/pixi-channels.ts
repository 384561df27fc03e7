/** Where the environments of a pixi.lock come from: channels by name and server, as manifests and archives name them, and indexes. */
import type { SteeringFact } from '../../../model/index.ts';
import { registry } from '../../steering/kind.ts';
import { numberedLines } from '../stated/stated.ts';

const MAX_CHANNELS = 1_000;

/** Each once: hundreds of environments of one lock name the same. */
export function pixiChannels(text: string): SteeringFact[] {
  const found = new Map<string, SteeringFact>();
  let isInside = false;
  let list = '';
  for (const [line, number] of numberedLines(text)) {
    if (/^\S/.test(line) && !line.startsWith('#')) isInside = line.startsWith('environments:');
    if (!isInside || found.size > MAX_CHANNELS) continue;
    const key = /^ {2,4}["']?([\w.-]{1,100})["']?:/.exec(line)?.[1];
    if (key !== undefined) list = key;
    const address = /^ {4,8}- (?:url: )?["']?([^\s"']{1,2000})/.exec(line)?.[1];
    if (address === undefined || (list !== 'channels' && list !== 'indexes')) continue;
    const at = { line: number, column: line.indexOf(address) + 1 };
    for (const one of [...registry(list, address, at), ...(list === 'channels' ? registry(list, channelIn(address), at) : [])])
      found.set(one.value, found.get(one.value) ?? one);
  }
  return [...found.values()];
}

/** "https://host/t/<token>/conda-forge/" → "conda-forge". */
function channelIn(address: string): string {
  return /^[a-z]{2,10}:\/\/[^/]{1,300}(?:\/.{0,1000})?\/([\w.-]{1,80})\/?$/i.exec(address)?.[1] ?? '';
}
