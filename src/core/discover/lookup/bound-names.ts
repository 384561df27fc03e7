/** Names of a module, and of its classes, that stand for other names: `Model = transformers.AutoModel`. */
import type { CodeScope, Expression, Fact, ScopesFact } from '../../model/index.ts';

export interface BoundNames {
  readonly names: readonly string[];
  /** It may be something else, too. */
  readonly open: boolean;
}

export function boundNames(facts: readonly Fact[]): ReadonlyMap<string, BoundNames> {
  const found = new Map<string, BoundNames>();
  for (const fact of facts) if (fact.kind === 'scopes') for (const scope of fact.scopes) addAll(found, fact, scope);
  return found;
}

function addAll(found: Map<string, BoundNames>, { piece, scopes }: ScopesFact, scope: CodeScope): void {
  if (scope.kind !== 'module' && scope.kind !== 'class') return;
  const own = new Set((scopes[0]?.bindings ?? []).map(([name]) => name));
  const inPiece = (name: string): string => (own.has(name.split('.', 1)[0] ?? '') ? `${piece}${name}` : name);
  for (const [name, bindings] of scope.bindings) {
    const values = bindings.flatMap((one) => (one.kind === 'value' ? [one.value] : []));
    if (values.length === 0) continue;
    const meant = values.map(namesIn);
    const whole = scope.kind === 'class' ? `${scope.name}.${name}` : name;
    found.set(`${piece}${whole}`, {
      names: meant.flatMap(({ names }) => names.map(inPiece)),
      open: bindings.some(({ kind }) => kind === 'made') || meant.some(({ open }) => open),
    });
  }
}

const MAX_PARTS = 20;

function namesIn(value: Expression): BoundNames {
  if (value.kind === 'choice' || value.kind === 'either') {
    const parts = (value.kind === 'choice' ? value.options : [value.first, value.second]).slice(0, MAX_PARTS).map(namesIn);
    return { names: parts.flatMap(({ names }) => names), open: parts.some(({ open }) => open) };
  }
  const parts: string[] = [];
  let current: Expression = value;
  for (; current.kind === 'member' && parts.length < MAX_PARTS; current = current.of) parts.unshift(current.name);
  return current.kind === 'name' ? { names: [[current.name, ...parts].join('.')], open: false } : { names: [], open: true };
}
