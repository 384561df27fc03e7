/** Containers that stand before MCP servers, in settings: the image of a gateway or bridge, and what it is told to run. */
import type { RunFact } from '../../model/index.ts';
import { type Datum, inMap, textAt, textsAt } from '../datum/datum.ts';
import { behind, gatewayServers, lineWords } from './launch.ts';
import { runFact } from './servers.ts';

const GATEWAY = /(?:^|\/)(?:mcp-gateway|supergateway|mcp-proxy|mcpo)(?:[:@]|$)/;
const KEYS = ['entrypoint', 'command', 'args'] as const;

/** `image: docker/mcp-gateway` with `--servers=a,b`; `image: supercorp/supergateway` with `--stdio "npx -y pkg"`. */
export function behindGateway(datum: Datum): RunFact[] {
  const image = textAt(datum, 'image');
  if (image === null || !GATEWAY.test(image)) return [];
  return KEYS.flatMap((key) => {
    const value = inMap(datum, key);
    if (value === undefined) return [];
    const words = value.kind === 'text' ? lineWords(value.text) : textsAt(datum, key);
    const found = [...gatewayServers(words), ...behind(words, 0)];
    return found.map((one) => {
      const items = value.kind === 'list' ? value.items : [];
      const item = items.find((each) => each.kind === 'text' && each.text.includes(one.ref.name));
      return runFact(one, item?.at ?? value.at, key);
    });
  });
}
