/** Components that the product asks over the network, and that somebody else runs. */
import type { BomComponent } from '../model/index.ts';

/** Hosted AI services, and MCP servers that are named by an address. */
export function runsElsewhere({ kind, sightings }: Pick<BomComponent, 'kind' | 'sightings'>): boolean {
  return kind === 'service' || (kind === 'mcp-server' && sightings.some((one) => one.type === 'run' && one.remote === true));
}
