/** Which files of a repository of weights or data say something about its license, by their names alone. */
import { compareText } from '../base/order.ts';
import type { LicenseFile } from '../model/index.ts';

/** Of one model or dataset (T32). */
const MAX_LICENSE_FILES = 8;

type About = LicenseFile['about'];

/** At the top of the repository only: in a folder lies what belongs to something else. */
const NAMES: readonly (readonly [RegExp, About | 'own'])[] = [
  [/^(?:code[_-]licen[cs]e|licen[cs]e[_-](?:code|software|source))(?:\.(?:txt|md|rst))?$/i, 'code'],
  [/^(?:(?:model|weights?)[_-]licen[cs]e(?:[_-]agreement)?|licen[cs]e[_-](?:model|weights?))(?:\.(?:txt|md|rst|pdf))?$/i, 'own'],
  [/^(?:acceptable[_-])?use[_-]policy(?:\.(?:txt|md|rst|pdf))?$/i, 'use-policy'],
  [/^notice(?:\.(?:txt|md|rst))?$/i, 'notice'],
  [/^(?:licen[cs]e|copying|unlicense)(?:\.(?:txt|md|rst|pdf|html))?$/i, 'weights'],
  [/^(?:licen[cs]e|copying)[_.-](?!.*(?:third|3rd|part(?:y|ies)|header|check))[\w.-]{1,60}$/i, 'weights'],
];

export interface NamedLicenseFile {
  readonly path: string;
  readonly about: About;
}

/**
 * Sorted by path; `more`: one that is too many to be looked at. Where a file is called the license of the model, the one that is called the
 * license and no more is that of the code beside it (MiniMax-01, CogVideoX, Kolors keep both).
 */
export function licenseFilesAmong(paths: Iterable<string>): { readonly files: readonly NamedLicenseFile[]; readonly more: string | null } {
  const named = [...paths].sort(compareText).flatMap((path) => {
    const about = NAMES.find(([pattern]) => pattern.test(path))?.[1];
    return about === undefined || NO_TEXT.test(path) ? [] : [{ path, about }];
  });
  const hasOwn = named.some(({ about }) => about === 'own');
  const files = named.map(({ path, about }): NamedLicenseFile => {
    if (about === 'own') return { path, about: 'weights' };
    return { path, about: about === 'weights' && hasOwn ? 'code' : about };
  });
  return { files: files.slice(0, MAX_LICENSE_FILES), more: files[MAX_LICENSE_FILES]?.path ?? null };
}

/** "license_check.py", "license.png". */
const NO_TEXT = /\.(?:py|js|ts|sh|json|ya?ml|toml|csv|png|jpe?g|gif|svg|sig|bin|safetensors|gguf|parquet)$/i;
