/**
 * Where packages come from, as files say it: what stands there may hand out anything under a usual name. It is told, once a place, and asks
 * for nothing (T33); nobody asks the address (T20).
 */
import type { At, ProblemFact } from '../../model/index.ts';
import { requirementsDetector } from '../packages/requirements/index.ts';
import { cleanLocation } from '../../base/address.ts';
import { redact } from '../../base/redact.ts';

/** Variables that name an index of packages: pip and uv ("Environment variables"), npm, pnpm and Bun ("config"), Yarn. */
const VARIABLES =
  /^(?:PIP_(?:EXTRA_)?INDEX_URL|PIP_FIND_LINKS|UV_(?:EXTRA_)?INDEX_URL|UV_(?:DEFAULT_)?INDEX|UV_FIND_LINKS|NPM_CONFIG_REGISTRY|npm_config_registry|YARN_NPM_REGISTRY_SERVER|YARN_REGISTRY|PDM_PYPI_URL|CONDA_CHANNEL_ALIAS)$/;
const PYTHON = /^(?:pip3?(?:\.\d{1,2})?|uv|poetry|pdm|rye|pipx|pipenv)$/;
/** One row a family of package managers, with its options that name one. */
const MANAGERS: readonly (readonly [program: RegExp, options: RegExp])[] = [
  [PYTHON, /^(?:-[if]|--(?:index-url|extra-index-url|pypi-url|index|default-index|find-links))$/],
  [/^(?:npm|pnpm|yarn|bun)$/, /^--registry$/],
  [/^(?:conda|mamba|micromamba)$/, /^(?:-c|--channel|--channel-alias)$/],
];
/** `pip config set global.index-url URL`, `npm config set registry URL`, `conda config --add channels URL`, `poetry source add NAME URL`. */
const SETTING = /^(?:config|source)$/;

/** Whether a text can set such a variable. */
export function mayNameIndex(text: string): boolean {
  return /(?:PIP|UV|PDM|YARN|CONDA|NPM_CONFIG|npm_config)_\w{0,20}(?:INDEX|LINKS|REGISTRY|registry|PYPI_URL|CHANNEL)/.test(text);
}

/** `address`: as it is written; null where it names no web server. */
export function indexFact(address: string, { line, column }: At): ProblemFact | null {
  const host = /^[a-z][\w-]{0,40}=https?:|^(?:sparse\+)?https?:/i.test(address)
    ? /https?:\/\/(?:[^@/\s]{1,300}@)?([^/?#\s]{1,200})/i.exec(address)?.[1]
    : undefined;
  if (host === undefined) return null;
  const message = redact(`packages come from ${host}: what is there was not read`).slice(0, 200);
  return { kind: 'problem', code: 'unsupported', message, quiet: true, line, column };
}

/** `PIP_INDEX_URL=https://…` in the settings of a process. */
export function indexInVariable(name: string, value: string | null, at: At): ProblemFact[] {
  if (value === null || !VARIABLES.test(name)) return [];
  return value
    .split(/\s+/)
    .slice(0, 20)
    .flatMap((one) => indexFact(one, at) ?? []);
}

/** Of a command of a package manager, by its words; null where only running it tells. */
export function indexesOf(texts: readonly (string | null)[], at: (index: number) => At): ProblemFact[] {
  const bases = texts.slice(0, 12).map((text) => (text === null ? '' : text.slice(text.lastIndexOf('/') + 1)));
  const program = bases.findIndex((base) => MANAGERS.some(([name]) => name.test(base)));
  const options = MANAGERS.find(([name]) => name.test(bases[program] ?? ''))?.[1];
  if (options === undefined) return [];
  const sets = texts.slice(program + 1, program + 4).some((text) => text !== null && SETTING.test(text));
  return texts.slice(0, 400).flatMap((text, index) => {
    if (text === null || index <= program) return [];
    const [, option = '', value = ''] = /^(--[a-z-]{1,40})=(.{1,2000})$/s.exec(text) ?? [];
    const named =
      option === '' ? (sets || options.test(texts[index - 1] ?? '') ? valueOf(text) : null) : options.test(option) ? value : null;
    return named === null ? [] : (indexFact(named, at(index)) ?? []);
  });
}

/** `pip install -r deps.list`: a list whose name says nothing of it is no file of requirements to any reader. */
export function listsOf(texts: readonly (string | null)[], at: (index: number) => At): ProblemFact[] {
  if (!texts.slice(0, 12).some((text) => text !== null && PYTHON.test(text.slice(text.lastIndexOf('/') + 1)))) return [];
  return texts.slice(0, 400).flatMap((text, index) => {
    const list = /^(?:-r|--requirements?)$/.test(texts[index - 1] ?? '')
      ? text
      : /^(?:-r|--requirements?=)([^-=\s].{0,400})$/.exec(text ?? '')?.[1];
    if (list == null || /^(?:-$|\/dev\/)|\.(?:toml|cfg)$|setup\.py$/.test(list) || requirementsDetector.wants(list, null)) return [];
    const message = redact(`it installs what ${cleanLocation(list) ?? list.replace(/[?#].*$/s, '')} lists, which is not read`).slice(
      0,
      200,
    );
    return [{ kind: 'problem', code: 'unsupported', message, quiet: true, ...at(index) }];
  });
}

/** `npm config set registry=https://…` */
function valueOf(text: string): string {
  return /^[\w.:@/-]{1,100}=(https?:.{1,2000})$/s.exec(text)?.[1] ?? text;
}
