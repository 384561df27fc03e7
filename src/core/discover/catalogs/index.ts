/**
 * What a plain name means to a library that has a list of models of its own. Such a name is on no hub: the installed version of the library
 * says which bytes it stands for. To add one: a row in `speech.ts`, `language.ts` or `vision.ts`, and rows of the API that name it.
 */
import type { Ref } from '../../ref/index.ts';
import type { Catalog } from './catalog.ts';
import { LANGUAGE } from './language.ts';
import { REGISTRIES } from './registries.ts';
import { SPEECH } from './speech.ts';
import { VISION } from './vision.ts';

export const catalogs: readonly Catalog[] = [...SPEECH, ...LANGUAGE, ...VISION, ...REGISTRIES];

const BY_ID: ReadonlyMap<string, Catalog> = new Map(catalogs.map((catalog) => [catalog.id, catalog]));

/** An entry of the catalog, or the repository of the hub that its library reads the name as. */
export type CatalogMeaning =
  | { readonly of: 'hub'; readonly id: string }
  | { readonly of: 'catalog'; readonly ref: Ref; readonly version: string | null; readonly isFile: boolean; readonly isModel?: true };

/** What a library makes of a plain name; null: it is not one of its names. */
export function meaningIn(id: string, text: string): CatalogMeaning | null {
  const catalog = BY_ID.get(id);
  if (catalog === undefined || text.length > 300) return null;
  const onHub = catalog.onHub?.(text);
  if (onHub !== undefined) return { of: 'hub', id: onHub };
  const spelled = catalog.spell?.(text) ?? text;
  const at = spelled.indexOf('@');
  const path = at < 0 ? spelled : spelled.slice(0, at);
  if (catalog.names?.test(path) !== true) return null;
  const whole = catalog.suffix === undefined || path.endsWith(catalog.suffix) ? path : `${path}${catalog.suffix}`;
  const parts = `${id}/${whole}`.split('/');
  const ref: Ref = { type: 'catalog', repo: null, namespace: parts.slice(0, -1).join('/'), name: parts.at(-1) ?? '', version: null };
  return {
    of: 'catalog',
    ref,
    version: at < 0 ? null : spelled.slice(at + 1),
    isFile: catalog.files === true,
    ...(catalog.models?.test(path) === true ? { isModel: true as const } : {}),
  };
}

/** Whether the library takes what is none of its names for a path. */
export function takesPaths(id: string | undefined): boolean {
  return id !== undefined && BY_ID.get(id)?.orPath === true;
}

/** A name that stands for a file or folder of the machine where it is none of the library's list. */
export function isFileLike(text: string): boolean {
  return /[/\\]|\.[A-Za-z]\w{0,11}$/.test(text);
}
