/**
 * Where packages come from, as commands and variables say it: what stands there may hand out anything under a usual name. Each is a setting of
 * an installer (dependency/registry-unexpected); nobody asks the address (T20).
 */
import type { At, SteeringFact } from '../../model/index.ts';
import { registry, steering } from '../steering/kind.ts';

/** Variables that name an index of packages: pip and uv ("Environment variables"), npm, pnpm and Bun ("config"), Yarn. */
const VARIABLES =
  /^(?:PIP_(?:EXTRA_)?INDEX_URL|PIP_FIND_LINKS|UV_(?:EXTRA_)?INDEX_URL|UV_(?:DEFAULT_)?INDEX|UV_FIND_LINKS|NPM_CONFIG_REGISTRY|npm_config_registry|YARN_NPM_REGISTRY_SERVER|YARN_REGISTRY|PDM_PYPI_URL|CONDA_CHANNEL_ALIAS|GOPROXY)$/;
/** Variables by which Go checks less of what it is handed (Go, "Module authentication failures"). */
const UNCHECKED = /^(?:GONOSUMDB|GONOSUMCHECK|GOINSECURE|GOPRIVATE)$/;
export const PYTHON_MANAGERS = /^(?:pip3?(?:\.\d{1,2})?|uv|poetry|pdm|rye|pipx|pipenv)$/;
/** One row a family of package managers, with its options that name one. */
const MANAGERS: readonly (readonly [program: RegExp, options: RegExp])[] = [
  [PYTHON_MANAGERS, /^(?:-[if]|--(?:index-url|extra-index-url|pypi-url|index|default-index|find-links))$/],
  [/^(?:npm|pnpm|yarn|bun)$/, /^--registry$/],
  [/^(?:conda|mamba|micromamba)$/, /^(?:-c|--channel|--channel-alias)$/],
];
/** `pip config set global.index-url URL`, `npm config set registry URL`, `conda config --add channels URL`, `poetry source add NAME URL`. */
const SETTING = /^(?:config|source)$/;

/** The address of a web server, before which uv lets a name stand. */
const SERVER = /^(?:[a-z][\w-]{0,40}=|sparse\+)?https?:\/\/(?:[^@/\s]{1,300}@)?[^/?#\s]/i;

/** Whether a text can set such a variable. */
export function mayNameIndex(text: string): boolean {
  return /\bGO(?:PROXY|NOSUM|INSECURE|PRIVATE|SUMDB|FLAGS)|(?:PIP|UV|PDM|YARN|CONDA|NPM_CONFIG|npm_config)_\w{0,20}(?:INDEX|LINKS|REGISTRY|registry|PYPI_URL|CHANNEL)/.test(
    text,
  );
}

/** One that a setting names; none where it names no web server. */
function indexOf(key: string, text: string, at: At): SteeringFact[] {
  // uv lets a name stand before the address.
  return !SERVER.test(text) ? [] : registry(key, text.replace(/^[a-z][\w-]{0,40}=(?=https?:)/i, ''), at);
}

/** `PIP_INDEX_URL=https://…` in the settings of a process, and by what Go checks less. */
export function indexInVariable(name: string, value: string | null, at: At): SteeringFact[] {
  // Any pattern checks less: also one that a shell may expand.
  if (value === null) return UNCHECKED.test(name) ? [steering('hook', name, 'what only running it tells', at)] : [];
  const isUnchecked = UNCHECKED.test(name) || (name === 'GOSUMDB' && value === 'off') || (name === 'GOFLAGS' && /-insecure\b/.test(value));
  if (isUnchecked && value !== '') return [steering('hook', name, value, at)];
  if (!VARIABLES.test(name)) return [];
  return value
    .split(/[\s,|]+/)
    .slice(0, 20)
    .flatMap((one) => indexOf(name, one, at));
}

/** Of a command of a package manager, by its words; null where only running it tells. */
export function indexesOf(texts: readonly (string | null)[], at: (index: number) => At): SteeringFact[] {
  const bases = texts.slice(0, 12).map((text) => (text === null ? '' : text.slice(text.lastIndexOf('/') + 1)));
  if (bases[0] === 'go' && bases[1] === 'env') return goSettings(texts, at);
  const program = bases.findIndex((base) => MANAGERS.some(([name]) => name.test(base)));
  const options = MANAGERS.find(([name]) => name.test(bases[program] ?? ''))?.[1];
  if (options === undefined) return [];
  const sets = texts.slice(program + 1, program + 4).some((text) => text !== null && SETTING.test(text));
  return texts.slice(0, 400).flatMap((text, index) => {
    if (text === null || index <= program) return [];
    const [, option = '', value = ''] = /^(--[a-z-]{1,40})=(.{1,2000})$/s.exec(text) ?? [];
    const before = texts[index - 1] ?? '';
    if (option !== '') return options.test(option) ? indexOf(option, value, at(index)) : [];
    return sets || options.test(before) ? indexOf(keyIn(text) ?? before, valueOf(text), at(index)) : [];
  });
}

/** `go env -w GOPROXY=https://…` */
function goSettings(texts: readonly (string | null)[], at: (index: number) => At): SteeringFact[] {
  return texts.slice(0, 40).flatMap((text, index) => {
    const [, name, value] = /^(\w{1,40})=(.{1,2000})$/s.exec(text ?? '') ?? [];
    return name === undefined || value === undefined ? [] : indexInVariable(name, value, at(index));
  });
}

/** `registry=https://…`: what stands before the address. */
function keyIn(text: string): string | null {
  return /^([\w.:@/-]{1,100})=https?:/s.exec(text)?.[1] ?? null;
}

/** `npm config set registry=https://…` */
function valueOf(text: string): string {
  return /^[\w.:@/-]{1,100}=(https?:.{1,2000})$/s.exec(text)?.[1] ?? text;
}
