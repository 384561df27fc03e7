/**
 * The words of one command → the packages and AI programs that it installs: `pip install torch==2.6.0`, `conda install pytorch`,
 * `git clone …/ComfyUI`. Where nobody says what a text is for, those of AI alone.
 */
import { frameworksOf, isFramework } from '../../ecosystems/look-up.ts';
import { gitLocation } from '../../ecosystems/git.ts';
import { CONDA_VALUED, DEVELOPMENT, NPM_VALUED, PYTHON_VALUED } from './install-options.ts';
import { cleanLocation } from '../../base/address.ts';
import { beginning, createWordSearch } from '../../base/word-search.ts';
import type { At, PackageFact } from '../../model/index.ts';
import type { PackageType } from '../../ref/package-types.ts';
import { withoutSecrets } from '../packages/package-fact.ts';
import { optionsIn } from '../packages/requirements/options.ts';
import { condaPackage, goModule, type InstalledPackage, npmPackage, pythonPackage, versioned } from './package-words.ts';
import { type AiProgram, mayNameProgram, programAt, programPackagedAs, programInstalledBy } from './programs.ts';

const MAX_WORDS = 400;
type Text = string | null;

interface Installer {
  /** The program, by its file name. */
  readonly program: RegExp;
  /** The word that makes it install; options may stand before it. */
  readonly verb: RegExp;
  readonly read: (word: string) => InstalledPackage | null;
  /** Options with a value that is no package. */
  readonly valued?: RegExp;
  /** Every package that it takes can be read; of the others only those of AI are known. */
  readonly whole?: true;
}

/** One row a kind of package manager. */
const INSTALLERS: readonly Installer[] = [
  {
    program: /^(?:pip3?(?:\.\d{1,2})?|uv|poetry|pdm|rye|pipx|hatch|pipenv)$/,
    verb: /^(?:install|add|i|inject)$/,
    read: pythonPackage,
    valued: PYTHON_VALUED,
    whole: true,
  },
  { program: /^(?:npm|pnpm|yarn|bun)$/, verb: /^(?:install|add|i)$/, read: npmPackage, valued: NPM_VALUED, whole: true },
  {
    program: /^(?:conda|mamba|micromamba|pixi)$/,
    verb: /^(?:install|add|create)$/,
    read: condaPackage,
    valued: CONDA_VALUED,
    whole: true,
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

/** Whether a text can install any package, of AI or not, or say where packages come from. Words may stand apart, as in a list. */
export function mayInstallAny(text: string): boolean {
  return ANY.test(text);
}
const ANY =
  /\b(?:pip[\d.]{0,4}|uv|poetry|pdm|rye|pipx|pipenv|npm|pnpm|yarn|bun|conda|mamba|micromamba)\b[^]{0,300}?\b(?:install|add|i|inject|create|config|source|sync|ci)\b/;

/** What installs it: the product's own build, or a pipeline around it. */
export type InstalledFor = 'product' | 'pipeline';

export interface InstallContext {
  /** The place of a word. */
  readonly at: (index: number) => At;
  /** A word as it stands in the file. */
  readonly written: (index: number) => string;
  /** The value of a variable, where it is known. */
  readonly variable: (name: string) => string | null;
  /** Every package is told. Absent: those of AI alone, as the text may be an example, or a message. */
  readonly every?: InstalledFor;
}

/** `texts`: of the words, null where only running it tells. */
export function installsOf(texts: readonly Text[], { at, written, variable, every }: InstallContext): PackageFact[] {
  const first = baseOf(texts[0] ?? '');
  if (first === 'git' || texts[1] === 'git') return clonedBy(texts, at);
  if (FETCHES.test(first)) return fetchedBy(texts, at);
  if (first === 'comfy' && texts.includes('install') && !texts.includes('node')) return [programFact(COMFYUI, null, at(0))];
  const { program, installer, verb } = installerIn(texts);
  if (installer === undefined || verb < 0 || !takesPackages(texts, program, verb)) return [];
  const index = indexFor(installer, texts, variable);
  const isForDevelopment = texts.some((text) => text !== null && DEVELOPMENT.test(text));
  return texts.slice(verb + 1, verb + 1 + MAX_WORDS).flatMap((text, offset) => {
    if (installer.valued?.test(texts[verb + offset] ?? '') === true) return [];
    const word = text === null ? openVersion(written(verb + 1 + offset)) : withoutEditable(text);
    const found = word === null || word.startsWith('-') || word.length > 1_000 ? null : installer.read(word);
    if (found === null || (!isAi(found) && (every === undefined || installer.whole !== true))) return [];
    const location = found.source === 'registry' ? index : found.location;
    const group = isForDevelopment || (every === 'pipeline' && !isAi(found)) ? 'development' : 'runtime';
    return [withoutSecrets({ ...BASE, ...found, group, location, ...at(verb + 1 + offset) })];
  });
}

/** Behind others that run it: `conda run -n env pip install`, `poetry run pip install`. */
function installerIn(texts: readonly Text[]): {
  readonly program: number;
  readonly installer: Installer | undefined;
  readonly verb: number;
} {
  for (let program = Math.min(texts.length, 12) - 1; program >= 0; program--) {
    const name = baseOf(texts[program] ?? '');
    const installer = INSTALLERS.find((one) => one.program.test(name));
    const verb =
      installer === undefined ? -1 : texts.slice(program + 1, program + 6).findIndex((text) => text !== null && installer.verb.test(text));
    if (verb >= 0) return { program, installer, verb: program + 1 + verb };
  }
  return { program: -1, installer: undefined, verb: -1 };
}

/** `uv python install 3.12`, `poetry install --with docs`, `yarn install`: what stands behind is no package. */
function takesPackages(texts: readonly Text[], program: number, verb: number): boolean {
  const name = baseOf(texts[program] ?? '');
  const [before, word] = [texts[verb - 1] ?? '', texts[verb] ?? ''];
  if (/^(?:python|self|env|source)$/.test(before)) return false;
  if (name === 'uv') return word === 'add' || texts.slice(program + 1, verb).some((text) => text === 'pip' || text === 'tool');
  return !/^(?:poetry|pdm|rye|hatch|yarn|pixi)$/.test(name) || word === 'add';
}

/** `--editable=git+https://…`, and the short form that is written together. */
function withoutEditable(text: string): string {
  return text.replace(/^(?:--editable=|-e(?=git\+))/, '');
}

function indexFor(installer: Installer, texts: readonly Text[], variable: InstallContext['variable']): string | null {
  if (installer.read === pythonPackage) return indexIn(texts) ?? indexOfVariables(variable, INDEX_VARIABLES);
  return installer.read === npmPackage ? (registryIn(texts) ?? indexOfVariables(variable, REGISTRY_VARIABLES)) : null;
}

/** `npm install --registry=https://…` */
function registryIn(texts: readonly Text[]): string | null {
  const at = texts.findIndex((text) => text === '--registry' || text?.startsWith('--registry=') === true);
  return at < 0 ? null : cleanLocation(texts[at] === '--registry' ? (texts[at + 1] ?? '') : (texts[at] ?? '').slice('--registry='.length));
}

const COMFYUI: AiProgram = { repository: 'comfyanonymous/ComfyUI', pypi: null };
const BASE = { kind: 'package', group: 'runtime', license: null, from: 'manifest' } as const;

function isAi({ ecosystem, name, source, location }: InstalledPackage): boolean {
  return isFramework(ecosystem, name) || (source === 'git' && location !== null && programAt(location) !== null);
}

function baseOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** `torch==$VERSION`, `name @ git+https://…@$REF`: what is known, without the version that is not. `datasets[audio]`: no pattern of files. */
function openVersion(written: string): string | null {
  const text = written.replace(/^["']/, '');
  const fetched = /^((?:[A-Za-z][\w.-]{0,80}(?:\[[\w, -]{1,60}\])? ?@ ?)?git\+[a-z]{2,6}:\/\/[^\s"'$]{1,400}?)@\$/.exec(text)?.[1];
  if (fetched !== undefined) return fetched;
  return /^([A-Za-z][\w.-]{0,80})(?:\[[\w,-]{1,60}\])?(?:$|(?:[=<>~!]=?|@)[^"'\s]{0,200}\$)/.exec(text)?.[1] ?? null;
}

/** Another index than the usual one; where there are several, any of them may answer. */
function indexIn(texts: readonly Text[]): string | null {
  const given = texts.flatMap((text, index) => {
    if (text?.startsWith('-') !== true) return [];
    const [option] = optionsIn(text.includes('=') ? [text] : [text, texts[index + 1] ?? '']) ?? [];
    return option !== undefined && /^--(?:index-url|extra-index-url|find-links)$/.test(option.name) ? [option] : [];
  });
  const chosen = given.find(({ name }) => name !== '--index-url') ?? given[0];
  return chosen === undefined ? null : cleanLocation(chosen.value);
}

/** Variables that pip and uv take their index from. */
const INDEX_VARIABLES = ['PIP_EXTRA_INDEX_URL', 'UV_EXTRA_INDEX_URL', 'UV_INDEX', 'PIP_INDEX_URL', 'UV_INDEX_URL', 'UV_DEFAULT_INDEX'];

const REGISTRY_VARIABLES = ['NPM_CONFIG_REGISTRY', 'npm_config_registry'];

function indexOfVariables(variable: InstallContext['variable'], names: readonly string[]): string | null {
  for (const name of names) {
    const text = variable(name);
    if (text !== null) return cleanLocation(text);
  }
  return null;
}

function systemPackage(text: string): InstalledPackage | null {
  const [name = '', version = null] = baseOf(text).split(/[@=]/);
  const program = programPackagedAs(name);
  return program === null ? null : ofProgram(program, version);
}

/** A program is known by its repository. */
function ofProgram({ repository }: AiProgram, revision: string | null): InstalledPackage {
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
