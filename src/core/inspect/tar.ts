/** Tar archives that hold models: torch before 0.2, NeMo, model.tar.gz. Any other archive is none of ours. */
import { startsWith } from './bytes.ts';
import { inflateHead } from './compressed.ts';
import type { Inspection } from './inspection.ts';
import { isModelMember, isOldTorch } from './member-names.ts';
import type { Structure } from './structure.ts';
import { isTarHeader, TarWalker } from './tar-members.ts';

export function readTar(head: Uint8Array, size: number, structure: Structure | null): Inspection | null {
  if (isTarHeader(head)) return modelIn(structure?.kind === 'tar' ? structure : walk(head, head.length === size), {});
  if (!startsWith(head, [0x1f, 0x8b])) return null;
  const inflated = inflateHead(head, head.length);
  if (inflated === null || !isTarHeader(inflated)) return null;
  // Of a compressed archive only the beginning is walked: what lies behind cannot be had without inflating all of it (T18).
  const found = modelIn(walk(inflated, false), { compression: 'gzip' });
  return found?.format === null ? null : found;
}

interface Members {
  readonly members: readonly string[];
  readonly complete: boolean;
}

function walk(bytes: Uint8Array, whole: boolean): Members {
  const walker = new TarWalker();
  walker.feed(bytes);
  const { members, complete } = walker.structure();
  return { members, complete: complete && whole };
}

/** Members that nobody saw may be the ones that matter: an archive that was not walked to its end is never "no model" (T34). */
function modelIn({ members, complete }: Members, metadata: Readonly<Record<string, string>>): Inspection | null {
  const found = { format: 'unknown', runsCode: true, fault: null } as const;
  if (isOldTorch(members)) return { ...found, format: 'pickle', metadata: { ...metadata, container: 'torch-tar' } };
  const member = members.find(isModelMember);
  if (member !== undefined) return { ...found, metadata: { ...metadata, container: 'tar', member } };
  return complete ? null : { ...found, format: null, metadata: {}, fault: 'a tar archive whose members were not all seen' };
}
