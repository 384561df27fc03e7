/** The words of one command → the AI frameworks and libraries that it installs: `pip install torch==2.6.0`, `npm install -g ollama`. */
import { isFramework } from '../../ecosystems/look-up.ts';
import { ecosystems } from '../../ecosystems/index.ts';
import { readGitAddress } from '../../ecosystems/npm/source.ts';
import { npm } from '../../ecosystems/npm/index.ts';
import { beginning, createWordSearch } from '../../base/word-search.ts';
import type { At, PackageFact } from '../../model/index.ts';
import { withoutSecrets } from '../packages/package-fact.ts';
import { isLocal, isPlace, readDirect } from '../packages/requirements/direct.ts';
import { exactVersion, parseRequirement } from '../packages/requirements/pep508.ts';
import { npmSpec } from '../mcp/package-spec.ts';

const MAX_WORDS = 400;

/** What installs, by its first words; options may stand between them. */
const PIP = /^(?:pip3?(?:\.\d{1,2})?|uv|poetry|pdm|rye|pipx|hatch|pipenv)$/;
const NODE = /^(?:npm|pnpm|yarn|bun)$/;
const VERBS = /^(?:install|add|i)$/;

const NAMES = [...new Set(ecosystems.flatMap(({ frameworks }) => [...frameworks.names, ...frameworks.families]))].filter(
  (name) => name.length > 1,
);
const search = createWordSearch([beginning(...NAMES)]);

/** Whether a text can install one. A name may be spelled with "_", "." and capitals. */
export function mayInstall(text: string): boolean {
  return /\b(?:install|add)\b/.test(text) && (search(text).size > 0 || search(text.toLowerCase().replaceAll(/[_.]/g, '-')).size > 0);
}

/** `texts`: of the words, null where only running it tells; `at`: of a word. */
export function installsOf(texts: readonly (string | null)[], at: (index: number) => At): PackageFact[] {
  const program = texts.slice(0, 12).findIndex((text) => text !== null && (PIP.test(baseOf(text)) || NODE.test(baseOf(text))));
  if (program < 0) return [];
  const verb = texts.findIndex((text, index) => index > program && index < program + 6 && text !== null && VERBS.test(text));
  if (verb < 0) return [];
  const read = NODE.test(baseOf(texts[program] ?? '')) ? npmPackage : pythonPackage;
  return texts.slice(verb + 1, verb + 1 + MAX_WORDS).flatMap((text, offset) => {
    const found = text === null || text.startsWith('-') || text.length > 1_000 ? null : read(text);
    return found === null || !isFramework(found.ecosystem, found.name)
      ? []
      : [withoutSecrets({ ...BASE, ...found, ...at(verb + 1 + offset) })];
  });
}

type Found = Pick<PackageFact, 'ecosystem' | 'name' | 'version' | 'range' | 'integrity' | 'source' | 'location'>;

const BASE = { kind: 'package', group: 'runtime', license: null, from: 'manifest' } as const;

function baseOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function pythonPackage(text: string): Found | null {
  if (isPlace(text)) return isLocal(text) ? null : fromPlace(text, null);
  const requirement = parseRequirement(text);
  if (requirement === null) return null;
  if (requirement.url !== null) return fromPlace(requirement.url, requirement.name);
  const version = exactVersion(requirement.specifier);
  return {
    ecosystem: 'pypi',
    name: requirement.name,
    version,
    range: requirement.specifier,
    integrity: [],
    source: 'registry',
    location: null,
  };
}

/** Of a repository that gives no name, its own is the nearest to one: "vllm-project/vllm". */
function fromPlace(place: string, name: string | null): Found | null {
  const direct = readDirect(place, name);
  if (direct === null) return null;
  const repository = /\/([\w.-]{1,100}?)(?:\.git)?(?:@[^/]*)?$/.exec(place.replace(/[#?].*$/s, ''))?.[1] ?? '';
  return { ...direct, ecosystem: 'pypi', name: direct.name === '' ? repository : direct.name };
}

function npmPackage(text: string): Found | null {
  const spec = npmSpec(text);
  if (spec === null || spec.ref.type !== 'npm' || (readGitAddress(text) !== null && !text.startsWith('@'))) return null;
  const name = spec.ref.namespace === null ? spec.ref.name : `${spec.ref.namespace}/${spec.ref.name}`;
  const isExact = spec.version !== null && npm.parse(spec.version) !== null;
  return {
    ecosystem: 'npm',
    name,
    version: isExact ? spec.version : null,
    range: spec.version,
    integrity: [],
    source: 'registry',
    location: null,
  };
}
