/** compose.yaml as `docker compose` reads it with a given `.env`, and what the Dockerfile makes of this folder: without Docker. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export interface ComposedService {
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

const file = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(file(path), 'utf8');

/** Throws where `.env` lacks what compose.yaml cannot do without. */
export function composed(env: Readonly<Record<string, string>>): Readonly<Record<string, ComposedService>> {
  const raw = parse(read('compose.yaml'), { merge: true }) as { readonly services: object };
  return JSON.parse(JSON.stringify(raw.services), (_key, value: unknown) =>
    typeof value === 'string' ? interpolate(value, env) : value,
  ) as Readonly<Record<string, ComposedService>>;
}

/** `${NAME}`, `${NAME:-else}`, `${NAME:+then}`, `${NAME:?why}`; one may stand inside of another ("Interpolation" of the Compose specification). */
function interpolate(text: string, env: Readonly<Record<string, string>>): string {
  const innermost = /\$\{(?<name>\w+)(?::(?<how>[-+?])(?<more>[^{}]*))?\}/;
  for (let now = text; ; ) {
    const { name = '', how, more = '' } = innermost.exec(now)?.groups ?? {};
    if (name === '') return now;
    const value = env[name] ?? '';
    if (how === '?' && value === '') throw new Error(`${name}: ${more}`);
    const result = how === '+' ? (value === '' ? '' : more) : value === '' && how === '-' ? more : value;
    now = now.replace(innermost, () => result);
  }
}

/** What `ENV` of the last stage of the Dockerfile says. */
export function imageEnvironment(): Readonly<Record<string, string>> {
  const pairs = lastStage().flatMap((line) => (line.startsWith('ENV ') ? line.slice(4).split(' ') : []));
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
}

/** The file of this repository that the image has at a path below its working folder; null: it has none. */
export function inImage(path: string): string | null {
  const allowed = read('.dockerignore').match(/(?<=^!).+$/gm) ?? [];
  const copied = lastStage().flatMap((line) => {
    const [word, ...sources] = line.split(/\s+/);
    return word === 'COPY' && !sources[0]?.startsWith('--from') ? sources.slice(0, -1).map((one) => one.replace('./', '')) : [];
  });
  const has = (list: readonly string[]): boolean => list.some((one) => path === one || path.startsWith(`${one}/`));
  return has(copied) && has(allowed) && existsSync(file(path)) ? fileURLToPath(file(path)) : null;
}

function lastStage(): readonly string[] {
  return (
    read('Dockerfile')
      .split(/^FROM /m)
      .at(-1) ?? ''
  ).split('\n');
}
