/** Packages that come from no registry, in words. */
import { commitOf, foreignPackage } from '../../ecosystems/git.ts';
import type { BomComponent, PackageFact } from '../../model/index.ts';
import { code, type Phrase, plain, strong } from './phrase.ts';
import { shortened } from './words.ts';

/** Whether its source may give something else tomorrow: a branch, or an address of which nobody recorded a hash. */
export function isLoose({ sightings, hashes }: BomComponent): boolean {
  const found = foreignPackage(sightings);
  if (found === null || found.source === 'path') return false;
  return found.source === 'git' ? commitOf(found) === null : hashes.length === 0;
}

/** "from git at `0c80ff7`", "`1.2.0` from git, floats on `main`", "from a URL"; null for what a registry serves. */
export function foreignVersion({ sightings, version }: BomComponent): Phrase | null {
  const found = foreignPackage(sightings);
  if (found === null) return null;
  return version === null ? sourceWords(found) : [code(version), plain(' '), ...sourceWords(found)];
}

function sourceWords(found: PackageFact): Phrase {
  if (found.source === 'url') return [plain('from a URL')];
  if (found.source === 'path') return [plain('from a local path')];
  const commit = commitOf(found);
  if (commit !== null) return [plain('from git at '), code(shortened(commit))];
  return [plain('from git, floats'), ...(found.range === null ? [] : [plain(' on '), code(found.range)])];
}

/** What is proven of packages of which at least one comes from git or a URL; null where the lock alone has to say it. */
export function foreignProof(versions: readonly BomComponent[]): Phrase | null {
  const sources = versions.map(({ sightings }) => foreignPackage(sightings)?.source ?? null);
  const loose = versions.findIndex(isLoose);
  if (loose >= 0)
    return sources[loose] === 'git' ? [plain('from git, '), strong('not pinned')] : [plain('from a URL, '), strong('no hash')];
  return sources.length > 0 && sources.every((source) => source === 'git') ? [plain('from git, pinned to a commit')] : null;
}
