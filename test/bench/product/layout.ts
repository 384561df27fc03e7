/** Which file stands where: packages of a hundred files, in shares as large products with models in them have. */
import { drawOf } from './random.ts';

export const PACKAGE = 100;

export type Kind =
  | 'init'
  | 'settings'
  | 'module'
  | 'test'
  | 'web'
  | 'web-test'
  | 'page'
  | 'yaml'
  | 'json'
  | 'manifest'
  | 'requirements'
  | 'shell'
  | 'dockerfile'
  | 'notebook'
  | 'example'
  | 'other';

export interface Spot {
  readonly kind: Kind;
  /** Of the package. */
  readonly package: number;
  /** Counted within the files of this kind of a package. */
  readonly at: number;
  readonly path: string;
}

export const AREAS = ['core', 'api', 'data', 'jobs'] as const;
/** The same in each package, as people name their files. */
export const STEMS = ['models', 'client', 'service', 'utils', 'errors', 'schema', 'cache', 'handlers'] as const;
export const MODULES = AREAS.length * STEMS.length;
const TOPICS = ['billing', 'search', 'catalog', 'identity', 'media', 'payments', 'ranking', 'reports', 'support', 'tracking'] as [
  string,
  ...string[],
];

export function packageName(number: number): string {
  return `${drawOf(TOPICS, number)}${number}`;
}

/** "billing12.core.models" */
export function moduleName(number: number, at: number): string {
  return `${packageName(number)}.${AREAS[at % AREAS.length]}.${STEMS[Math.floor(at / AREAS.length) % STEMS.length]}`;
}

type Paths = (name: string, at: number, number: number) => string;

/** How many files of a package are of the kind, and where they lie. In sum a hundred. */
const SHARES: readonly (readonly [Kind, number, Paths])[] = [
  ['init', 1 + AREAS.length, (name, at) => `src/${name}/${at === 0 ? '' : `${AREAS[at - 1]}/`}__init__.py`],
  ['settings', 1, (name) => `src/${name}/settings.py`],
  ['module', MODULES, (_, at, number) => `src/${moduleName(number, at).replaceAll('.', '/')}.py`],
  ['test', 10, (name, at) => `tests/${name}/test_${AREAS[at % 4]}_${STEMS[at % 8]}${at}.py`],
  ['web', 18, (name, at) => `web/${name}/${at % 3 === 0 ? 'view' : 'lib'}/${STEMS[at % 8]}${at}.${at % 3 === 0 ? 'tsx' : 'ts'}`],
  ['web-test', 4, (name, at) => `web/${name}/lib/${STEMS[at]}${at}.test.ts`],
  ['page', 8, (name, at) => `docs/${name}/${STEMS[at]}.md`],
  ['yaml', 7, (name, at, number) => (at === 0 && number < 30 ? `.github/workflows/${name}.yaml` : `deploy/${name}/${STEMS[at]}.yaml`)],
  ['json', 4, (name, at) => `web/${name}/locales/${['en', 'de', 'fr', 'ja'][at]}.json`],
  ['manifest', 1, (name) => `web/${name}/package.json`],
  ['requirements', 1, (name) => `src/${name}/requirements.txt`],
  ['shell', 3, (name, at) => `scripts/${name}/${['start', 'migrate', 'fetch'][at]}.sh`],
  ['dockerfile', 1, (name) => `deploy/${name}/Dockerfile`],
  ['notebook', 1, (name) => `notebooks/${name}.ipynb`],
  ['example', 1, (name) => `docs/${name}/examples/quickstart.py`],
  ['other', 3, (name, at) => [`migrations/${name}/001.sql`, `web/${name}/view/style.css`, `src/${name}/data/rows.csv`][at] ?? name],
];

const SLOTS = SHARES.flatMap(([kind, count, path]) => Array.from({ length: count }, (_, at) => ({ kind, at, path })));

export function spotOf(index: number): Spot {
  const number = Math.floor(index / PACKAGE);
  const slot = SLOTS[index % PACKAGE];
  if (slot === undefined) throw new Error(`a package has ${SLOTS.length} files, not ${PACKAGE}`);
  return { kind: slot.kind, package: number, at: slot.at, path: slot.path(packageName(number), slot.at, number) };
}

/** Where in its package the `at`-th file of the kind stands. */
export function slotOf(kind: Kind, at: number): number {
  return SLOTS.findIndex((slot) => slot.kind === kind && slot.at === at);
}
