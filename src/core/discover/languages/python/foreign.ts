/** Calls that nobody follows: of packages that are of no tree, and of what is made in a function. What they get says nothing. */
import type { Binding, Expression } from '../../../model/index.ts';
import { mapped, ownerOf, renderExpression, type View } from '../../values/index.ts';

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

export function isForeignCall({ level, module }: Extract<Binding, { kind: 'import' }>): boolean {
  return level === 0 && FOREIGN.has(module.split('.', 1)[0] ?? '');
}

/** A call of which nothing can be followed. */
export function isStrange(one: Expression, scope: View): boolean {
  if (one.kind !== 'call') return false;
  let root: Expression = one.callee;
  for (; root.kind === 'member'; root = root.of);
  if (root.kind === 'this') return false;
  if (root.kind !== 'name') return root.kind !== 'call' || isStrange(root, scope);
  const owner = ownerOf(root.name, scope);
  const bindings = owner?.names.get(root.name) ?? [];
  return owner === null
    ? (scope.code.scopes[0]?.stars ?? []).length === 0
    : bindings.every((binding) => binding.kind === 'parameter' || (binding.kind === 'import' && isForeignCall(binding)));
}

const SIMPLE: ReadonlySet<Expression['kind']> = new Set(['literal', 'constant', 'name', 'this', 'unmodeled']);

export function withoutStrangers(expression: Expression, { code, index }: View): Expression {
  if (SIMPLE.has(expression.kind)) return expression;
  return mapped(expression, index, (part, scope) => {
    const view = code.scopes[scope];
    return view !== undefined && isStrange(part, view) ? { kind: 'unmodeled', text: renderExpression(part) } : null;
  });
}
