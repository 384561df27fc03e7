/** What an index says of one version of a Python package. */
import { parsePypiFilename } from '../../ecosystems/pypi/filename.ts';
import { versionKey } from '../../ecosystems/pypi/version.ts';
import type { PublishedBy, RegistryFacts } from '../../model/index.ts';
import { publisherText } from '../../base/publisher-text.ts';
import type { PageFile, PypiPage, PypiStated } from './page.ts';
import type { PypiSubject } from './questions.ts';

/** A file of a page, and the version that its name says. */
export interface VersionFile extends PageFile {
  readonly version: string;
}

/** A page is of one project, and is asked about every version of it. */
const known = new WeakMap<PypiPage, ReadonlyMap<string, VersionFile[]>>();

/** Files of the page by the key of their version. Whose name is not that of a file of this project is passed over: nobody can install it. */
export function filesByVersion(page: PypiPage, { name }: PypiSubject): ReadonlyMap<string, VersionFile[]> {
  const before = known.get(page);
  if (before !== undefined) return before;
  const versions = new Map<string, VersionFile[]>();
  known.set(page, versions);
  for (const file of page.files) {
    const parsed = parsePypiFilename(file.filename);
    if (parsed?.name !== name) continue;
    const list = versions.get(parsed.version) ?? [];
    list.push({ ...file, version: parsed.version });
    versions.set(parsed.version, list);
  }
  return versions;
}

/** `key`: of the version that is asked about. Null: it has no such version. */
export function versionFacts(
  page: PypiPage,
  versions: ReadonlyMap<string, readonly VersionFile[]>,
  key: string,
  stated: PypiStated | null,
): RegistryFacts | null {
  const files = versions.get(key);
  if (files === undefined) return null;
  const yanked = files.every((file) => file.yanked !== undefined && file.yanked !== false) ? (files[0]?.yanked ?? true) : null;
  const by = filesPublishedBy(files);
  return {
    published: firstOf(files),
    files: files.map((file) => ({
      name: file.filename,
      integrity: file.hashes.sha256 === undefined ? [] : [`sha256:${file.hashes.sha256.toLowerCase()}`],
      uploaded: timeOf(file),
    })),
    license: stated?.license ?? null,
    supplier: stated?.supplier ?? null,
    description: stated?.description ?? null,
    deprecated: null,
    yanked: yanked === null ? null : (publisherText(yanked) ?? ''),
    status: page.status,
    publishedBy: by,
    better: betterBefore(versions, key, by),
    firstPublished: firstOf([...versions.values()].flat()),
  };
}

/** Of a version of which one file says where it was built: a file without may be the one that is installed. */
export function filesPublishedBy(files: readonly PageFile[]): PublishedBy {
  return files.length > 0 && files.every(({ provenance }) => provenance != null && provenance !== '') ? 'provenance' : 'none';
}

/** The newest of those that were published before, and with provenance. Versions before a release say nothing about a release. */
function betterBefore(versions: ReadonlyMap<string, readonly VersionFile[]>, key: string, by: PublishedBy): RegistryFacts['better'] {
  const time = firstOf(versions.get(key) ?? []);
  if (time === null || by !== 'none') return null;
  const isRelease = !isBeforeRelease(key);
  let best: { readonly version: string; readonly time: string } | null = null;
  for (const [other, files] of versions) {
    const before = firstOf(files);
    if (filesPublishedBy(files) === 'none' || before === null || before >= time || (isRelease && isBeforeRelease(other))) continue;
    if (best === null || before > best.time) best = { version: nameOf(files), time: before };
  }
  return best === null ? null : { version: best.version, publishedBy: 'provenance' };
}

/** As the file names spell it. */
function nameOf([file]: readonly VersionFile[]): string {
  return /-([^-]+?)(?:-[^-]*-[^-]*-[^-]*(?:-[^-]*)?\.whl|\.tar\.gz|\.zip)$/.exec(file?.filename ?? '')?.[1] ?? '';
}

/** The key of `versionKey`: epoch, release, pre, post, dev, local. */
function isBeforeRelease(key: string): boolean {
  const [, , pre, , dev] = JSON.parse(key) as readonly unknown[];
  return pre !== null || dev !== null;
}

function firstOf(files: readonly PageFile[]): string | null {
  const times = files.flatMap((file) => timeOf(file) ?? []);
  return times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b));
}

function timeOf(file: PageFile): string | null {
  const time = file['upload-time'];
  return time == null ? null : new Date(time).toISOString();
}

export function versionKeyOf({ version }: PypiSubject): string | null {
  return versionKey(version);
}
