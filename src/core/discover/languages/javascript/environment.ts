/** Variables of the environment, by the ways in which scripts read them; and what stands behind brackets. */
import type { Expression } from '../../../model/index.ts';
import type { ScriptNode } from './syntax/index.ts';

/** `process.env`, `import.meta.env`, `Bun.env` */
export function isEnvironment(node: ScriptNode): boolean {
  if (node.type === 'same') return isEnvironment(node.of);
  if (node.type !== 'member' || node.name !== 'env') return false;
  const { of } = node;
  if (of.type === 'name') return of.name === 'process' || of.name === 'Bun';
  return of.type === 'member' && of.name === 'meta' && of.of.type === 'name' && of.of.name === 'import';
}

export function environment(name: string, fallback: Expression | null = null): Expression {
  return { kind: 'overridable', by: 'environment', name, fallback };
}

/** Without brackets, `await` and casts. */
export function bare(node: ScriptNode): ScriptNode {
  let current = node;
  while (current.type === 'same') current = current.of;
  return current;
}

/** What holds a setting: `process.env.MODEL`, `env.get("MODEL")`, `options.model`; "": nothing with a name. */
export function settingRead(node: ScriptNode): string {
  const plain = bare(node);
  switch (plain.type) {
    case 'name':
    case 'member':
      return plain.name;
    case 'item':
      return plain.key.type === 'text' ? plain.key.value : '';
    case 'call': {
      const [first] = plain.given;
      const isRead = plain.callee.type === 'member' && /^(?:get|getItem|getOrThrow|getProperty|value)$/.test(plain.callee.name);
      return isRead && first?.value.type === 'text' ? first.value.value : '';
    }
    default:
      return '';
  }
}

/** Whether that is a variable of the environment. */
export function readsEnvironment(node: ScriptNode): boolean {
  const plain = bare(node);
  if (plain.type === 'member' || plain.type === 'item') return isEnvironment(plain.of);
  return (
    plain.type === 'call' && plain.callee.type === 'member' && bare(plain.callee.of).type === 'member' && isDenoEnvironment(plain.callee.of)
  );
}

function isDenoEnvironment(node: ScriptNode): boolean {
  const plain = bare(node);
  return plain.type === 'member' && plain.name === 'env' && plain.of.type === 'name' && plain.of.name === 'Deno';
}
