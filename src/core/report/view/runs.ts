/** Images, MCP servers and actions in words: what says that the same thing runs tomorrow. */
import type { BomComponent } from '../../model/index.ts';
import { isImageDigest, isFullCommit, isManifestDigest } from '../../ref/parse.ts';
import { runsElsewhere } from '../../bom/runs-elsewhere.ts';
import { type Phrase, plain, strong } from './phrase.ts';

/** Null: it is none of these. */
export function runProof(component: BomComponent): { readonly settled: boolean; readonly words: Phrase } | null {
  const { kind, ref, version, sightings } = component;
  if (kind === 'action' && ref.type === 'gh')
    return version !== null && isFullCommit(version) ? settled('pinned by its commit') : open([strong('its tag or branch may move')]);
  if (kind !== 'image' && kind !== 'mcp-server' && kind !== 'action') return null;
  if (runsElsewhere(component)) return open([plain('runs elsewhere, '), strong('may change')]);
  if (ref.type === 'mcp') return settled('started from the tree');
  if (version === null) return open([strong(ref.type === 'oci' ? 'no tag' : 'no exact version')]);
  if (sightings.some((one) => one.type === 'run' && one.how === 'environment')) return open([strong('environment can replace it')]);
  if (ref.type !== 'oci') return settled('exact version');
  if (isImageDigest(version) && !isManifestDigest(version)) return open([strong('nobody can be asked about its digest')]);
  return isManifestDigest(version) ? settled('pinned by its digest') : open([strong('tag may move')]);
}

function settled(text: string): { readonly settled: boolean; readonly words: Phrase } {
  return { settled: true, words: [plain(text)] };
}

function open(words: Phrase): { readonly settled: boolean; readonly words: Phrase } {
  return { settled: false, words };
}

/** What stands where a version would; null: nothing that is known. */
export function runPlace(component: BomComponent): string | null {
  if (component.kind !== 'mcp-server' || component.ref.type !== 'mcp') return null;
  return runsElsewhere(component) ? 'hosted' : 'in the tree';
}
