/** Environments of hatch: what is installed beside the project to work on it (hatch, "Environment configuration"). */
import { asTable, entries, field, type Table } from '../toml/table.ts';
import type { Declared } from './declared.ts';
import { specifiersAt } from './standard.ts';

export function hatchDependencies(data: Table): readonly Declared[] {
  return entries(field(data, 'tool', 'hatch', 'envs')).flatMap(([name, environment]) => {
    const path = ['tool', 'hatch', 'envs', name];
    const table = asTable(environment);
    return ['dependencies', 'extra-dependencies'].flatMap((key) => specifiersAt(field(table, key), [...path, key], 'development'));
  });
}
