/** Edges of Python locks that write what is needed as PEP 508 has it. */
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { edgesTo, type LockedVersions } from '../edges.ts';
import { parseRequirement } from '../requirements/pep508.ts';
import { asText, field, type Table } from '../toml/table.ts';

/** Of entries that have `name` and `version`, as all locks of Python in TOML do. */
export function namesIn(packages: readonly (Table | null)[]): readonly { readonly name: string | null; readonly version: string | null }[] {
  return packages.map((entry) => ({ name: asText(field(entry, 'name')), version: asText(field(entry, 'version')) }));
}

/** Of a list of PEP 508 texts; what is none gives nothing. `self`: a package with an extra names itself. */
export function edgesOfSpecifiers(texts: readonly string[], self: string, locked: LockedVersions): readonly string[] {
  const own = pypi.normalize(self);
  return texts.flatMap((text) => {
    const parsed = parseRequirement(text);
    return parsed === null || pypi.normalize(parsed.name) === own ? [] : edgesTo(parsed.name, parsed.specifier, locked);
  });
}
