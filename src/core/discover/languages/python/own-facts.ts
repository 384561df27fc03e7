/** Classes and functions of a file → facts, so that linking can tell own loaders from those of a library (T37). */
import type { Node } from './syntax/index.ts';
import type { OwnFact } from '../../../model/index.ts';
import type { PythonModule } from './module.ts';
import { classPath, type ScopeDraft } from './scope.ts';

const MAX_BASES = 20;
const MAX_MEMBERS = 200;

export function ownFacts({ owned }: PythonModule): OwnFact[] {
  const methods = new Map<ScopeDraft, string[]>();
  for (const { scope } of owned) {
    if (scope.kind !== 'function' || scope.parent?.kind !== 'class') continue;
    const list = methods.get(scope.parent);
    if (list === undefined) methods.set(scope.parent, [scope.name]);
    else if (list.length < MAX_MEMBERS) list.push(scope.name);
  }
  return owned.flatMap(({ node, scope }): OwnFact[] => {
    const at = { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
    if (scope.kind === 'class') {
      const members = [...new Set([...(methods.get(scope) ?? []), ...scope.names.keys()])].slice(0, MAX_MEMBERS);
      return [{ kind: 'own', of: 'class', name: classPath(scope), bases: basesOf(node), members, ...at }];
    }
    return scope.parent?.kind === 'module' ? [{ kind: 'own', of: 'function', name: scope.name, bases: [], members: [], ...at }] : [];
  });
}

/** `metaclass=…` is no base; `Generic[T]` is Generic; what is computed is "". */
function basesOf(node: Node): string[] {
  const list = node.childForFieldName('superclasses')?.namedChildren ?? [];
  return list.slice(0, MAX_BASES).flatMap((child) => {
    if (child === null || child.type === 'comment' || child.type === 'keyword_argument') return [];
    const named = child.type === 'subscript' ? child.childForFieldName('value') : child;
    const text = named === null || named.endIndex - named.startIndex > 200 ? '' : named.text.replace(/\s+/g, '');
    return [/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(text) ? text : ''];
  });
}
