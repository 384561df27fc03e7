/** What a program reports, read from its CycloneDX: who it names, in which version, where. The same reading for ourselves and for peers. */
import { z } from 'zod';
import type { FactKind, Place } from './truth.ts';

export interface Claim {
  readonly kind: FactKind | 'other';
  /** Every way in which it may be written; folded (`foldName`). The first is what is printed. */
  readonly names: readonly string[];
  /** Names that have the version in them: "gpt-4o-2024-08-06", "llama3.1:8b". */
  readonly versionedNames: readonly string[];
  readonly versions: readonly string[];
  readonly digests: readonly string[];
  readonly places: readonly Place[];
}

export interface Claims {
  readonly claims: readonly Claim[];
  /** Loads that are listed as such, without a name. */
  readonly unknowns: readonly Place[];
}

const property = z.object({ name: z.string(), value: z.string().default('') });

const component = z.object({
  type: z.string().default('service'),
  'bom-ref': z.string().default(''),
  group: z.string().default(''),
  name: z.string(),
  version: z.string().default(''),
  purl: z.string().default(''),
  provider: z.object({ name: z.string().default('') }).optional(),
  hashes: z.array(z.object({ content: z.string() })).default([]),
  externalReferences: z.array(z.object({ type: z.string(), url: z.string() })).default([]),
  evidence: z
    .object({ occurrences: z.array(z.object({ location: z.string(), line: z.number().optional() })).default([]) })
    .default({ occurrences: [] }),
  properties: z.array(property).default([]),
});
type Component = z.infer<typeof component>;

const document = z.object({
  components: z.array(component).default([]),
  services: z.array(component).default([]),
  annotations: z.array(z.object({ text: z.string() })).default([]),
});

const KINDS: Readonly<Record<string, FactKind>> = {
  'machine-learning-model': 'model',
  data: 'dataset',
  framework: 'library',
  library: 'library',
  container: 'image',
  service: 'service',
};

/** Names are compared without case. */
export function foldName(name: string): string {
  return name.toLowerCase();
}

/** A package of Python has one name however it is spelled. */
export function foldPackage(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** What a CycloneDX document claims. A component without any place is none: nobody could look at it. */
export function readClaims(text: string): Claims {
  const { components, services, annotations } = document.parse(JSON.parse(text));
  const claims = [...components, ...services].map(claimOf).filter(({ places }) => places.length > 0);
  // Each text begins with its place.
  return { claims, unknowns: annotations.flatMap(({ text }) => placeOf(text.match(/^.+?:\d+(?=: )/)?.[0] ?? '') ?? []) };
}

function claimOf(one: Component): Claim {
  const named = one.properties.filter(({ name }) => name.endsWith(':model.id')).map(({ value }) => value);
  const group = one.group || (one.provider?.name ?? '');
  const purl = purlParts(one.purl);
  const names = [
    ...(group === '' ? [] : [`${group}/${one.name}`, `${group}:${one.name}`]),
    one.name,
    ...named,
    ...(purl === null ? [] : [purl.name, ...purl.addresses]),
    ...one.externalReferences.filter(({ type }) => type === 'distribution' || type === 'vcs').map(({ url }) => url),
    // "mcp:npm/server", "service:openai/gpt-4o"
    ...(one['bom-ref'].startsWith('mcp:') ? [one['bom-ref'].slice(4).replace(/(?<=.)@[^@/]*$/, '')] : []),
  ];
  const versions = [one.version, purl?.version ?? ''].filter((version) => version !== '');
  const versioned = names.flatMap((name) =>
    versions.flatMap((version) => [`${name}-${version}`, `${name}:${version}`, `${name}@${version}`]),
  );
  return {
    kind: kindOf(one),
    names: [...new Set(names.filter((name) => name !== '').map(foldName))],
    versionedNames: [...new Set(versioned.map(foldName))],
    versions: [...new Set(versions)],
    digests: [...one.hashes.map(({ content }) => content), ...(purl?.digests ?? [])],
    places: placesOf(one),
  };
}

function kindOf(one: Component): Claim['kind'] {
  const told = one.properties.find(({ name }) => name.endsWith(':kind'))?.value ?? '';
  if (told === 'mcp-server' || one['bom-ref'].startsWith('mcp:')) return 'mcp-server';
  // Prompts and settings of a call are no components.
  if (told.startsWith('prompt') || told.startsWith('generation')) return 'other';
  return KINDS[one.type] ?? 'other';
}

function placesOf(one: Component): Place[] {
  const evident = one.evidence.occurrences.flatMap(({ location, line }) =>
    line === undefined ? (placeOf(location.replace(/#L?(?=\d+$)/, ':')) ?? []) : [{ file: location, line }],
  );
  const told = one.properties.filter(({ name }) => name === 'weighbridge:occurrence').flatMap(({ value }) => placeOf(value) ?? []);
  return [...evident, ...told];
}

/** "folder/file.py:12" */
function placeOf(text: string): Place | null {
  const at = text.lastIndexOf(':');
  const line = Number(text.slice(at + 1));
  return at < 1 || !Number.isSafeInteger(line) || line < 1 ? null : { file: text.slice(0, at), line };
}

interface PurlParts {
  readonly name: string;
  readonly version: string;
  readonly digests: string[];
  readonly addresses: string[];
}

function purlParts(purl: string): PurlParts | null {
  const [path = '', query = ''] = (purl.split('#')[0] ?? '').split('?');
  const match = /^pkg:[^/]+\/(?<name>.+?)(?:@(?<version>[^@/]+))?$/.exec(path);
  if (match?.groups === undefined) return null;
  const asked = new URLSearchParams(query);
  return {
    name: decoded(match.groups['name'] ?? ''),
    version: decoded(match.groups['version'] ?? ''),
    digests: (asked.get('checksum') ?? '').split(',').flatMap((text) => text.split(':')[1] ?? []),
    addresses: ['download_url', 'repository_url', 'vcs_url'].flatMap((key) => asked.get(key) ?? []),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
