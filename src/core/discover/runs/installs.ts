/** The words of one command → the AI frameworks, libraries and programs that it installs: `pip install torch==2.6.0`, `conda install pytorch`, `git clone …/ComfyUI`. */
import { frameworksOf, isFramework } from '../../ecosystems/look-up.ts';
import { gitLocation } from '../../ecosystems/git.ts';
import { readGitAddress } from '../../ecosystems/npm/source.ts';
import { npm } from '../../ecosystems/npm/index.ts';
import { cleanLocation } from '../../base/address.ts';
import { beginning, createWordSearch } from '../../base/word-search.ts';
import type { At, PackageFact } from '../../model/index.ts';
import type { PackageType } from '../../ref/package-types.ts';
import { withoutSecrets } from '../packages/package-fact.ts';
import { isLocal, isPlace, readDirect } from '../packages/requirements/direct.ts';
import { parseFileOption } from '../packages/requirements/options.ts';
import { exactVersion, parseRequirement } from '../packages/requirements/pep508.ts';
import { npmSpec } from '../mcp/package-spec.ts';
import { type AiProgram, mayNameProgram, programAt, programPackagedAs, programInstalledBy } from './programs.ts';

const MAX_WORDS = 400;
type Text = string | null;
type Found = Pick<PackageFact, 'ecosystem' | 'name' | 'version' | 'range' | 'integrity' | 'source' | 'location'>;

interface Installer {
  /** The program, by its file name. */
  readonly program: RegExp;
  /** The word that makes it install; options may stand before it. */
  readonly verb: RegExp;
  readonly read: (word: string) => Found | null;
  /** Options with a value that is no package. */
  readonly valued?: RegExp;
}

/** One row a kind of package manager. */
const INSTALLERS: readonly Installer[] = [
  { program: /^(?:pip3?(?:\.\d{1,2})?|uv|poetry|pdm|rye|pipx|hatch|pipenv)$/, verb: /^(?:install|add|i)$/, read: pythonPackage },
  { program: /^(?:npm|pnpm|yarn|bun)$/, verb: /^(?:install|add|i)$/, read: npmPackage },
  {
    program: /^(?:conda|mamba|micromamba|pixi)$/,
    verb: /^(?:install|add|create)$/,
    read: condaPackage,
    valued: /^(?:-[cnpf]|--(?:channel|name|prefix|file))$/,
  },
  { program: /^cargo$/, verb: /^(?:install|add)$/, read: (word) => versioned('cargo', word) },
  { program: /^go$/, verb: /^(?:install|get)$/, read: goModule },
  { program: /^gem$/, verb: /^install$/, read: (word) => versioned('gem', word) },
  {
    program: /^(?:brew|apk|winget|choco|scoop|pacman|yay|paru|dnf|yum|snap|nix-env|apt|apt-get)$/,
    verb: /^(?:install|add|-S\w{0,4}|-i\w{0,4})$/,
    read: systemPackage,
  },
];

const PROGRAM = new RegExp(INSTALLERS.map(({ program }) => `(?:${program.source})`).join('|'));
const FETCHES = /^(?:curl|wget2?|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)$/i;

const search = createWordSearch([beginning(...namesOf('npm', 'pypi'))]);
const searchOther = createWordSearch([beginning(...namesOf('conda', 'golang', 'cargo', 'gem'))]);

function namesOf(...types: readonly PackageType[]): readonly string[] {
  const known = types.flatMap((type) => frameworksOf(type) ?? []);
  return [...new Set(known.flatMap(({ names, families }) => [...names, ...families]))].filter((name) => name.length > 1);
}

/** Whether a text can install one. A name may be spelled with "_", "." and capitals. */
export function mayInstall(text: string): boolean {
  if (/\b(?:clone|curl|wget|install|irm|iwr|add|ADD)\b/.test(text) && mayNameProgram(text)) return true;
  if (/\bcomfy\s/.test(text)) return true;
  if (
    /\b(?:conda|mamba|micromamba|pixi|cargo|go|gem)["',\s]/.test(text) &&
    (searchOther(text).size > 0 || searchOther(text.toLowerCase()).size > 0)
  )
    return true;
  return (
    /\b(?:install|add)\b|_packages\b|pip_|_pip\b/.test(text) &&
    (search(text).size > 0 || search(text.toLowerCase().replaceAll(/[_.]/g, '-')).size > 0)
  );
}

export interface InstallContext {
  /** The place of a word. */
  readonly at: (index: number) => At;
  /** A word as it stands in the file. */
  readonly written: (index: number) => string;
  /** The value of a variable, where it is known. */
  readonly variable: (name: string) => string | null;
}

/** `texts`: of the words, null where only running it tells. */
export function installsOf(texts: readonly Text[], { at, written, variable }: InstallContext): PackageFact[] {
  const first = baseOf(texts[0] ?? '');
  if (first === 'git' || texts[1] === 'git') return clonedBy(texts, at);
  if (FETCHES.test(first)) return fetchedBy(texts, at);
  if (first === 'comfy' && texts.includes('install') && !texts.includes('node')) return [programFact(COMFYUI, null, at(0))];
  const program = texts.slice(0, 12).findIndex((text) => text !== null && PROGRAM.test(baseOf(text)));
  if (program < 0) return [];
  const installer = INSTALLERS.find((one) => one.program.test(baseOf(texts[program] ?? '')));
  const verb = texts.findIndex(
    (text, index) => index > program && index < program + 6 && text !== null && installer?.verb.test(text) === true,
  );
  if (installer === undefined || verb < 0) return [];
  const index = installer.read === pythonPackage ? (indexIn(texts) ?? indexOfVariables(variable)) : null;
  return texts.slice(verb + 1, verb + 1 + MAX_WORDS).flatMap((text, offset) => {
    if (installer.valued?.test(texts[verb + offset] ?? '') === true) return [];
    const word = text ?? openVersion(written(verb + 1 + offset));
    const found = word === null || word.startsWith('-') || word.length > 1_000 ? null : installer.read(word);
    if (found === null || !isAi(found)) return [];
    const location = found.source === 'registry' ? index : found.location;
    return [withoutSecrets({ ...BASE, ...found, location, ...at(verb + 1 + offset) })];
  });
}

const COMFYUI: AiProgram = { repository: 'comfyanonymous/ComfyUI', pypi: null };
const BASE = { kind: 'package', group: 'runtime', license: null, from: 'manifest' } as const;

function isAi({ ecosystem, name, source, location }: Found): boolean {
  return isFramework(ecosystem, name) || (source === 'git' && location !== null && programAt(location) !== null);
}

function baseOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** `torch==$VERSION`: the name is known, the version is not. */
function openVersion(written: string): string | null {
  return /^["']?([A-Za-z][\w.-]{1,80})(?:\[[\w,-]{1,60}\])?(?:[=<>~!]=?|@)[^"'\s]{0,200}\$/.exec(written)?.[1] ?? null;
}

/** Another index than the usual one; where there are several, any of them may answer. */
function indexIn(texts: readonly Text[]): string | null {
  const given = texts.flatMap((text, index) => {
    if (text?.startsWith('-') !== true) return [];
    const option = parseFileOption(text.includes('=') ? text : `${text} ${texts[index + 1] ?? ''}`);
    return option?.kind === 'index' || option?.kind === 'extra-index' ? [option] : [];
  });
  const chosen = given.find(({ kind }) => kind === 'extra-index') ?? given[0];
  return chosen === undefined ? null : cleanLocation(chosen.url);
}

/** Variables that pip and uv take their index from. */
const INDEX_VARIABLES = ['PIP_EXTRA_INDEX_URL', 'UV_EXTRA_INDEX_URL', 'UV_INDEX', 'PIP_INDEX_URL', 'UV_INDEX_URL', 'UV_DEFAULT_INDEX'];

function indexOfVariables(variable: InstallContext['variable']): string | null {
  for (const name of INDEX_VARIABLES) {
    const text = variable(name);
    if (text !== null) return cleanLocation(text);
  }
  return null;
}

function pythonPackage(text: string): Found | null {
  if (isPlace(text)) return isLocal(text) ? null : fromPlace(text, null);
  const requirement = parseRequirement(text);
  if (requirement === null) return null;
  if (requirement.url !== null) return fromPlace(requirement.url, requirement.name);
  return registered('pypi', requirement.name, exactVersion(requirement.specifier), requirement.specifier);
}

/** Of a repository that gives no name, its own is the nearest to one: "vllm-project/vllm". */
function fromPlace(place: string, name: string | null): Found | null {
  const direct = readDirect(place, name);
  if (direct === null) return null;
  const repository = /\/([\w.-]{1,100}?)(?:\.git)?(?:@[^/]*)?$/.exec(place.replace(/[#?].*$/s, ''))?.[1] ?? '';
  const program = direct.name === '' ? programAt(place) : null;
  const own = program === null ? repository : (program.pypi ?? '');
  return { ...direct, ecosystem: 'pypi', name: direct.name === '' ? own : direct.name };
}

function npmPackage(text: string): Found | null {
  const spec = npmSpec(text);
  if (spec === null || spec.ref.type !== 'npm' || (readGitAddress(text) !== null && !text.startsWith('@'))) return null;
  const name = spec.ref.namespace === null ? spec.ref.name : `${spec.ref.namespace}/${spec.ref.name}`;
  const isExact = spec.version !== null && npm.parse(spec.version) !== null;
  return registered('npm', name, isExact ? spec.version : null, spec.version);
}

/** `pytorch=2.1.0`, `conda-forge::transformers>=4`, `pytorch==2.1.0=py3_cuda`. */
function condaPackage(text: string): Found | null {
  const [, name, stated = ''] = /^(?:[\w./-]{1,60}::)?([A-Za-z][\w.-]{0,100})(?:\[[^\]]{0,100}\])?([=<>!~].{0,60})?$/.exec(text) ?? [];
  if (name === undefined) return null;
  const exact = /^={1,2}\s{0,3}(\d[\w.+!-]{0,40})(?:=[\w.*-]{0,60})?$/.exec(stated)?.[1] ?? null;
  return registered('conda', name, exact, stated === '' ? null : stated);
}

function versioned(ecosystem: PackageType, text: string): Found | null {
  const [, name, version = null] = /^([A-Za-z][\w-]{0,100})(?:[@:]v?(\d[\w.+-]{0,60}))?$/.exec(text) ?? [];
  return name === undefined ? null : registered(ecosystem, name, version, version);
}

/** A program of a module: "github.com/ollama/ollama/cmd@v0.5.1". */
function goModule(text: string): Found | null {
  const [, path, version = null] = /^([a-z][\w.-]{1,60}(?:\/[\w.-]{1,80}){1,6})(?:@([\w.+-]{1,80}))?$/.exec(text) ?? [];
  if (path === undefined) return null;
  const parts = path.split('/');
  const module = parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).find((one) => isFramework('golang', one));
  return module === undefined ? null : registered('golang', module, version !== null && /^v?\d/.test(version) ? version : null, version);
}

function registered(ecosystem: PackageType, name: string, version: string | null, range: string | null): Found {
  return { ecosystem, name, version, range, integrity: [], source: 'registry', location: null };
}

function systemPackage(text: string): Found | null {
  const [name = '', version = null] = baseOf(text).split(/[@=]/);
  const program = programPackagedAs(name);
  return program === null ? null : ofProgram(program, version);
}

/** A program is known by its repository. */
function ofProgram({ repository }: AiProgram, revision: string | null): Found {
  const location = gitLocation(`https://github.com/${repository}`, revision);
  return { ecosystem: 'pypi', name: '', version: null, range: revision, integrity: [], source: 'git', location };
}

/** The program as a package whose source is its repository. */
export function programFact(program: AiProgram, revision: string | null, at: At): PackageFact {
  return withoutSecrets({ ...BASE, ...ofProgram(program, revision), ...at });
}

/** `git clone -b v1 https://github.com/acme/vllm`. */
function clonedBy(texts: readonly Text[], at: (index: number) => At): PackageFact[] {
  const verb =
    texts.findIndex((text, index) => index < 8 && text === 'clone') >= 0 || texts.some((text, index) => index < 8 && text === 'submodule');
  if (!verb) return [];
  const branch = texts.findIndex((text) => text === '-b' || text === '--branch');
  const joined = texts.flatMap((text) => /^--branch=(.{1,100})$/.exec(text ?? '')?.[1] ?? [])[0];
  const revision = joined ?? (branch < 0 ? null : (texts[branch + 1] ?? null));
  return texts.slice(0, MAX_WORDS).flatMap((text, index) => {
    const program = text === null ? null : programAt(text);
    return program === null ? [] : [programFact(program, revision, at(index))];
  });
}

/** `curl -fsSL https://ollama.com/install.sh | sh`. */
function fetchedBy(texts: readonly Text[], at: (index: number) => At): PackageFact[] {
  return texts.slice(0, MAX_WORDS).flatMap((text, index) => {
    const program = text === null || !/^https?:/.test(text) ? null : programInstalledBy(text);
    return program === null ? [] : [programFact(program, null, at(index))];
  });
}
