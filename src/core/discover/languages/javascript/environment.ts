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
