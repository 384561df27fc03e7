/** How a row of a hosted service is written, and the examples that follow from it. */
import { type ScriptApiRow, option, type RowMore, type RowTarget } from './api-row.ts';

export function scriptService(
  style: ScriptApiRow['style'],
  name: string,
  packages: readonly string[],
  provider: string,
  target: RowTarget,
  more: RowMore = {},
): ScriptApiRow {
  return {
    name,
    packages,
    style,
    target,
    component: 'service',
    hub: 'service',
    provider,
    ...exampleOf(style, name, packages[0] ?? '', target),
    ...more,
  };
}

/** The row's own name, from its own package and from another file. */
function exampleOf(style: ScriptApiRow['style'], name: string, from: string, { at, keys }: RowTarget): Pick<ScriptApiRow, 'found' | 'not'> {
  const value = "'acme-1'";
  const given = [...Array<string>(at).fill('0'), keys[0] === undefined ? value : `{ ${keys[0]}: ${value} }`].join(', ');
  if (style === 'chain')
    return {
      found: `import Client from '${from}';\nconst client = new Client();\nawait client.${name}(${given});`,
      not: `import Client from 'acme';\nconst client = new Client();\nawait client.${name}(${given});`,
    };
  const call = style === 'method' ? `Own.${name}(${given})` : `${/^[A-Z]/.test(name) ? 'new ' : ''}${name}(${given})`;
  const imported = style === 'method' ? 'Own' : name;
  return {
    found: `import { ${imported} } from '${from}';\n${call};`,
    not: `import { ${imported} } from './own/${imported}';\nfunction other() {}\nother(${given});`,
  };
}

/** Methods of what the package makes, whose options name the model. */
export function chainedServices(packages: readonly string[], provider: string, ...names: string[]): ScriptApiRow[] {
  return names.map((name) => scriptService('chain', name, packages, provider, option('model')));
}
