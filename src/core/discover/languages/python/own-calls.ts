/** Calls of functions and classes of the tree that may end in a load: who hands a name to one of them, names what is loaded. */
import type { Node } from 'web-tree-sitter';
import type { Argument, Expression, OwnCall } from '../../../model/index.ts';
import { classAround, ownerOf } from '../../values/index.ts';
import { dottedName } from './bound.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import type { PlacedCall, PythonModule } from './module.ts';
import type { Draft } from './scope.ts';

/** Packages that are of no tree, and are called in every file. */
const FOREIGN = new Set(
  (
    'os sys re json io abc ast copy math time uuid enum glob csv typing logging pathlib warnings functools itertools collections contextlib ' +
    'dataclasses datetime random shutil subprocess tempfile threading argparse inspect importlib types unittest pytest numpy pandas torch ' +
    'torchvision torchaudio tensorflow keras jax flax sklearn scipy matplotlib PIL cv2 transformers datasets diffusers accelerate peft ' +
    'huggingface_hub sentence_transformers vllm openai anthropic requests httpx yaml click typer rich tqdm pydantic fastapi flask django ' +
    'sqlalchemy gradio streamlit uvicorn boto3 asyncio parameterized safetensors einops packaging'
  ).split(' '),
);
/** More calls of one file are not kept; then its own functions have callers that nobody knows. */
const MAX_CALLS = 500;
const MAX_ARGUMENTS = 60;

/** `loading`: scopes with a load in them. A function that calls such a function hands on names, too. */
export function ownCalls(module: PythonModule, loading: ReadonlySet<Draft>): OwnCall[] {
  const first = callsInto(module, loading);
  const handing = new Set(loading);
  for (const { scope } of first)
    for (let current: Draft | null = module.code.scopes[scope] ?? null; current !== null; current = current.parent) handing.add(current);
  return handing.size === loading.size ? first : callsInto(module, handing);
}

function callsInto(module: PythonModule, loading: ReadonlySet<Draft>): OwnCall[] {
  const found: OwnCall[] = [];
  for (const call of module.calls) {
    if (found.length >= MAX_CALLS) break;
    const { callee } = call;
    if (callee === null || !mayLoad(call, loading)) continue;
    const list = call.node.childForFieldName('arguments');
    if (list === null || list.namedChildCount === 0 || list.namedChildCount > MAX_ARGUMENTS) continue;
    const translate = (node: Node | null): Expression => translated(node, call, module);
    found.push({
      callee: expressionOf(callee, call.scope, module.around),
      given: givenIn(list, translate) satisfies Argument[],
      scope: call.scope.index,
      line: call.node.startPosition.row + 1,
      column: call.node.startPosition.column + 1,
    });
  }
  return found;
}

/** Texts, and what may be one; of the rest it is enough that it is there. */
const FORMS =
  /^(?:string|concatenated_string|identifier|attribute|subscript|conditional_expression|boolean_operator|binary_operator|call|parenthesized_expression|dictionary|list|tuple|none|named_expression|await)$/;
const MAX_LENGTH = 1_000;

function translated(node: Node | null, { scope }: PlacedCall, { around }: PythonModule): Expression {
  if (node === null || !FORMS.test(node.type) || node.endIndex - node.startIndex > MAX_LENGTH)
    return { kind: 'unmodeled', text: node === null ? '' : node.type };
  return expressionOf(node, scope, around);
}

/** An own function or class with a load in it, or one of another module. */
function mayLoad({ written, scope }: PlacedCall, loading: ReadonlySet<Draft>): boolean {
  const [root = '', name, ...more] = written.split('.');
  if (root === '' || more.length > 4 || !/^[\w.]+$/.test(written)) return false;
  if (root !== 'self' && root !== 'cls') return isOf(root, scope, loading);
  const around = name === undefined || more.length > 0 ? null : (classAround(scope) as Draft | null);
  return around !== null && name !== undefined && isMade(name, around, loading);
}

const MAX_STEPS = 2;

function isOf(name: string, scope: Draft, loading: ReadonlySet<Draft>, steps = 0): boolean {
  const owner = ownerOf(name, scope) as Draft | null;
  if (owner === null) return false;
  return (
    isMade(name, owner, loading) ||
    (owner.names.get(name) ?? []).some((one) => {
      if (one.kind === 'import') return one.level > 0 || !FOREIGN.has(one.module.split('.', 1)[0] ?? '');
      // An object of such a class.
      const made = one.kind === 'value' && one.value.kind === 'call' ? dottedName(one.value.callee)?.split('.', 1)[0] : undefined;
      return made !== undefined && made !== name && steps < MAX_STEPS && isOf(made, owner, loading, steps + 1);
    })
  );
}

function isMade(name: string, owner: Draft, loading: ReadonlySet<Draft>): boolean {
  return (owner.names.get(name) ?? []).some((one) => {
    const made = one.kind === 'made' ? owner.code.scopes[one.scope] : undefined;
    return made !== undefined && loading.has(made);
  });
}
