/** Names that stand for a folder of the tree: no package of their own, and told apart, as a registry may have vouched for the name before. */
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';
import { folderKey } from '../../ecosystems/folder-key.ts';
import type { At, SteeringFact } from '../../model/index.ts';
import { steering } from '../steering/kind.ts';

/** `path`: as the file writes it, with its protocol. None where no package can bear the name. */
export function folderFacts(ecosystem: Ecosystem, name: string | null, path: string, at: At): SteeringFact[] {
  if (name === null || !ecosystem.isName(name)) return [];
  return [{ ...steering('folder', '', path, at), key: folderKey(ecosystem.id, ecosystem.normalize(name)) }];
}
