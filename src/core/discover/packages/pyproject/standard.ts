/** Dependencies as the packaging standards write them (PEP 621, PEP 735), and the lists of PEP 508 strings of uv, pdm, rye and flit. */
import type { PackageFact } from '../../../model/index.ts';
import type { Path } from '../toml/positions.ts';
import { asList, asText, entries, field, type Table } from '../toml/table.ts';
import { type Declared, fromSpecifier } from './declared.ts';

export function standardDependencies(data: Table): readonly Declared[] {
  return [
    ...specifiersAt(field(data, 'project', 'dependencies'), ['project', 'dependencies'], 'runtime'),
    ...lists(field(data, 'project', 'optional-dependencies'), ['project', 'optional-dependencies'], 'optional'),
    ...lists(field(data, 'dependency-groups'), ['dependency-groups'], 'development'),
    ...specifiersAt(field(data, 'tool', 'uv', 'dev-dependencies'), ['tool', 'uv', 'dev-dependencies'], 'development'),
    ...specifiersAt(field(data, 'tool', 'rye', 'dev-dependencies'), ['tool', 'rye', 'dev-dependencies'], 'development'),
    ...lists(field(data, 'tool', 'pdm', 'dev-dependencies'), ['tool', 'pdm', 'dev-dependencies'], 'development'),
    ...specifiersAt(field(data, 'tool', 'flit', 'metadata', 'requires'), ['tool', 'flit', 'metadata', 'requires'], 'runtime'),
    ...lists(field(data, 'tool', 'flit', 'metadata', 'requires-extra'), ['tool', 'flit', 'metadata', 'requires-extra'], 'optional'),
    // What overrides takes the place of what is asked for, whatever asks for it.
    ...specifiersAt(field(data, 'tool', 'uv', 'override-dependencies'), ['tool', 'uv', 'override-dependencies'], 'runtime'),
  ];
}

function lists(value: unknown, path: Path, group: PackageFact['group']): readonly Declared[] {
  return entries(value).flatMap(([name, inner]) => specifiersAt(inner, [...path, name], group));
}

/** Elements that are tables include another group (PEP 735), which is read where it stands. */
export function specifiersAt(value: unknown, path: Path, group: PackageFact['group']): readonly Declared[] {
  return asList(value).flatMap((element, index) => {
    const text = asText(element);
    return text === null ? [] : [{ path: [...path, index], group, package: fromSpecifier(text) }];
  });
}
