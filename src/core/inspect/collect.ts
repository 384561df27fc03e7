/** Which files must be seen beyond their head, and who collects what decides about them. */
import { startsWith } from './bytes.ts';
import type { Collector, StructureKind } from './structure.ts';
import { isTarHeader, TarWalker } from './tar-members.ts';
import { ZipCollector } from './zip-collector.ts';

export function collectorOf(kind: StructureKind): Collector {
  return kind === 'zip' ? new ZipCollector() : new TarWalker();
}

/** What else must be seen of a file of `size` bytes that begins like this; null = the head is all of it, or says enough. */
export function structureWanted(head: Uint8Array, size: number): StructureKind | null {
  if (size <= head.length) return null;
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  return isTarHeader(head) ? 'tar' : null;
}
