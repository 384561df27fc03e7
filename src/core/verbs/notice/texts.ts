/** Texts of licenses and notices that lie beside a tree: in folders of models, in node_modules, in environments of Python. Nothing is followed through links (T15). */
import { createHash } from 'node:crypto';
import { baseName } from '../../base/base-name.ts';
import { withinTree } from '../../base/within-tree.ts';
import type { BomComponent } from '../../model/index.ts';
import { packageOf } from '../../model/sighting.ts';
import type { InstalledFiles } from '../../ports/index.ts';
import { identityOf } from '../../ref/format.ts';
import { distributionOf, type Environment, environmentsOf } from '../../resolve/installed/environments.ts';
import { folderHolding, installedKey, type Located, pathIn } from '../../resolve/installed/located.ts';
import { npmFolderOf } from '../../resolve/installed/npm-folder.ts';
import type { TextAtHand } from './bundle.ts';

/** Bytes of one text: the longest license in use has some 60,000. */
const MAX_TEXT = 1024 * 1024;
/** Of one component. */
const MAX_TEXTS = 20;
const MAX_NAMES = 20_000;
/** Of one run (T39). */
const MAX_ALL = 20_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** What people call such files, without those that are code or data about licenses. */
const NAMED =
  /^(?:(?:un)?licen[cs]e|copying|copyright|notice|patents|(?:model|data|weights)[-_]licen[cs]e|use[-_]policy)(?:[-._].{1,60})?$/i;
const CODE = /\.(?:[cm]?[jt]sx?|py|json|ya?ml|map|css|html?|rb|go|rs|sh)$/i;

export interface TextsFound {
  /** By component key. */
  readonly texts: ReadonlyMap<string, readonly TextAtHand[]>;
  /** Some were not read, as there is more than one run reads. */
  readonly cut: boolean;
}

/** Each folder is read once, however many components lie in it. */
export async function textsAtHand(components: readonly BomComponent[], files: InstalledFiles): Promise<TextsFound> {
  const environments = environmentsOf(files);
  const texts = new Map<string, readonly TextAtHand[]>();
  const known = new Map<string, readonly TextAtHand[]>();
  let [bytes, read] = [0, 0];
  let cut = false;
  for (const component of components) {
    const found: TextAtHand[] = [];
    for (const folder of await foldersOf(component, files, environments)) {
      if (!known.has(folder) && (read >= MAX_ALL || bytes >= MAX_BYTES)) {
        cut = true;
        continue;
      }
      const here = known.get(folder) ?? (await textsIn(folder, files));
      if (!known.has(folder)) {
        read += here.length;
        for (const text of here) bytes += text.bytes.length;
      }
      known.set(folder, here);
      found.push(...here);
    }
    if (found.length > 0) texts.set(component.key, [...new Map(found.map((text) => [text.sha256, text])).values()].slice(0, MAX_TEXTS));
  }
  return { texts, cut };
}

async function textsIn(folder: string, files: InstalledFiles): Promise<readonly TextAtHand[]> {
  const names = (await files.names(folder, MAX_NAMES)) ?? [];
  const named = names.filter((name) => NAMED.test(name) && !CODE.test(name)).slice(0, MAX_TEXTS);
  return named.flatMap((name) => textAt(pathIn(folder, name), files) ?? []);
}

/** Null: it is no file, cannot be read, is empty, or longer than any license. */
function textAt(path: string, files: InstalledFiles): TextAtHand | null {
  const text = files.read(path, MAX_TEXT);
  if (text.state !== 'ok' || text.truncated || text.bytes.length === 0) return null;
  return { path, bytes: text.bytes, sha256: createHash('sha256').update(text.bytes).digest('hex') };
}

async function foldersOf(
  component: BomComponent,
  files: InstalledFiles,
  environments: (folder: string) => Promise<readonly Environment[]>,
): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const sighting of component.sightings) {
    // At the top lies the license of the product itself.
    if (sighting.type === 'weights') add(folders, folderHolding(sighting.place.path));
    if (sighting.type === 'copy') add(folders, sighting.copy.folder);
    const fact = packageOf(sighting);
    if (fact === null || component.version === null || fact.source !== 'registry') continue;
    const located: Located = {
      key: installedKey(identityOf(component.ref), component.version),
      fact,
      version: component.version,
      path: sighting.place.path,
    };
    if (fact.ecosystem === 'npm') add(folders, npmFolderOf(located, files)?.folder ?? '');
    if (fact.ecosystem !== 'pypi') continue;
    for (const environment of await environments(folderHolding(located.path))) {
      const found = distributionOf(environment, fact.name, located.version);
      // PEP 639: texts lie in "licenses"; before it they lay beside METADATA.
      if (found !== null) for (const folder of [`${found.folder}/licenses`, found.folder]) add(folders, folder);
    }
  }
  return [...folders];
}

function add(folders: Set<string>, folder: string): void {
  const inside = withinTree(folder);
  if (inside !== null && inside !== '' && baseName(inside) !== '.git') folders.add(inside);
}
