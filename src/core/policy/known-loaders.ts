/** AI frameworks whose loader runs code of a model file, by version: data with sources, and which models of a Bom load through them. */
import { isInRange } from '../ecosystems/look-up.ts';
import type { BomComponent, Sighting, Unknown, UnresolvedReason } from '../model/index.ts';
import { asPull, weightsOf } from '../model/sighting.ts';
import { identityOf } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import known from './data/known-loaders.json' with { type: 'json' };
import { globMatches } from './glob.ts';
import { formatsOnHub } from './weight-formats.ts';

export interface BrokenLoader {
  /** Identities of the package: what conda has of it carries the same versions. */
  readonly identities: readonly string[];
  /** In a grammar that both ecosystems read. */
  readonly affected: string;
  /** The first version that is not. */
  readonly fixed: string;
  readonly advisory: string;
  readonly aliases: readonly string[];
  /** What happens, without a name of a version. */
  readonly what: string;
  /**
   * Calls as the code writes them, `*` for a part of a name; library names of the hub; formats of committed weights; and how files end that
   * other libraries hand to it: a load of a repository that has its weights in such files alone goes through it, whoever is called.
   */
  readonly loads: {
    readonly calls: readonly string[];
    readonly libraries: readonly string[];
    readonly formats: readonly string[];
    readonly files: readonly string[];
  };
}

export const BROKEN_LOADERS: readonly BrokenLoader[] = known.map(({ packages, ...one }) => ({
  ...one,
  identities: packages.map((reference) => identityOf(parseRef(reference))),
}));

/** Of a library in the exact version that it has. */
export function brokenLoadersIn({ identity, version, ref }: BomComponent): readonly BrokenLoader[] {
  if (version === null) return [];
  return BROKEN_LOADERS.filter((one) => one.identities.includes(identity) && isInRange(ref.type, version, one.affected));
}

/** Every one that is known of a package, whatever its version. */
export function loadersOf(identity: string): readonly BrokenLoader[] {
  return BROKEN_LOADERS.filter((one) => one.identities.includes(identity));
}

/** Readers of JavaScript: the list is of packages of Python, and what is called the same there (`pipeline`) is another library's. */
const IN_SCRIPTS: ReadonlySet<string> = new Set(['javascript', 'typescript', 'typescript-jsx', 'web-component']);

/** Loads without a name that call it: what they load nobody knows, and that it goes through here. */
export function unnamedThrough({ loads }: BrokenLoader, unknowns: readonly Unknown[]): readonly Unknown[] {
  return unknowns.filter(({ kind, api, detector }) => kind === 'model' && !IN_SCRIPTS.has(detector) && isCall(api, loads.calls));
}

/** Models of the Bom of which it shows that they load through it; there may be more. */
export function loadedThrough({ loads }: BrokenLoader, components: readonly BomComponent[]): readonly BomComponent[] {
  return components.filter((component) => {
    const { kind, hub } = component;
    const sightings = component.sightings.filter(({ detector }) => !IN_SCRIPTS.has(detector));
    if (kind !== 'model' || sightings.length === 0) return false;
    return (
      loads.libraries.includes(hub?.libraryName ?? '') ||
      sightings.some((one) => isCall(asPull(one)?.api ?? '', loads.calls) || loads.formats.includes(weightsOf(one)?.format ?? '')) ||
      hasSuchFilesAlone(component, sightings, loads)
    );
  });
}

/** Reasons that stay as they are, whoever asks: no hub will ever say what such a model loads through, so the tree alone decides. */
const FINAL: ReadonlySet<UnresolvedReason> = new Set<UnresolvedReason>([
  'no-source',
  'unsupported-source',
  'not-asked',
  'named-only',
  'invalid-name',
  'not-found',
  'no-revision',
]);

/** Models of which nobody knows whether they load through it: only their hub could say, and did not in this run (T4). */
export function undecidedThrough(loader: BrokenLoader, components: readonly BomComponent[]): readonly BomComponent[] {
  const { libraries, files } = loader.loads;
  if (libraries.length === 0 && files.length === 0) return [];
  const open = components.filter(
    ({ kind, resolution, locked, sightings }) =>
      kind === 'model' &&
      // What a lock vouches for are its files, and not the library of the model.
      (locked?.vouches === true || (resolution.state === 'unresolved' && !FINAL.has(resolution.reason))) &&
      sightings.some(({ detector }) => !IN_SCRIPTS.has(detector)),
  );
  const known = new Set(loadedThrough(loader, open));
  return open.filter((one) => !known.has(one));
}

function hasSuchFilesAlone(component: BomComponent, sightings: readonly Sighting[], { formats, files }: BrokenLoader['loads']): boolean {
  if (files.length === 0 || component.hub === null) return false;
  if (!component.hub.files.some(({ path }) => files.some((end) => path.toLowerCase().endsWith(end)))) return false;
  const takenBy = formatsOnHub(component);
  return sightings.some((one) => takenBy(one).some((choice) => choice.length > 0 && choice.every((format) => formats.includes(format))));
}

/** "wrapper → models.AutoModel.from_pretrained": the call itself, with what it is called on, as far as the pattern goes. */
function isCall(api: string, calls: readonly string[]): boolean {
  const parts = (api.split('→').at(-1) ?? '').trim().split('.');
  return calls.some((call) => globMatches(call, parts.slice(-call.split('.').length).join('.')));
}
