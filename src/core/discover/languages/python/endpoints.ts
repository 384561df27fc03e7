/** What a file says about which server to ask, for its whole process: `os.environ[…] = …` and its other spellings, settings of the libraries (T9, T37). */
import { type Answers, type WordQuestion, wholeWords } from '../../../base/word-search.ts';
import type { EndpointFact, Expression } from '../../../model/index.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import type { Evaluator } from '../../values/index.ts';
import { seenFrom } from './bound.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import type { PythonModule } from './module.ts';
import type { PlacedCall } from './places.ts';
import type { ScopeDraft } from './scope.ts';
import type { Node } from './syntax/index.ts';

/** Settings of libraries, as the variable that means the same. */
const SETTINGS: Readonly<Record<string, string>> = {
  'openai.base_url': 'OPENAI_BASE_URL',
  'openai.api_base': 'OPENAI_BASE_URL',
  'huggingface_hub.constants.ENDPOINT': 'HF_ENDPOINT',
  'huggingface_hub.constants.HUGGINGFACE_CO_URL_HOME': 'HF_ENDPOINT',
  'huggingface_hub.file_download.ENDPOINT': 'HF_ENDPOINT',
  'datasets.config.HF_ENDPOINT': 'HF_ENDPOINT',
};
const ENVIRON = 'os.environ';
/** A file without these words sets nothing that way. */
export const NAMES_ENVIRONMENT: WordQuestion = [
  { word: 'environ' },
  { word: 'putenv' },
  ...wholeWords(...Object.keys(SETTINGS).map((name) => name.slice(name.lastIndexOf('.') + 1))),
];

/** A variable of the environment that the file sets. */
export interface EnvironmentWrite {
  readonly name: Expression;
  readonly value: Expression;
  readonly scope: ScopeDraft;
  readonly at: Node;
}

/** `os.environ[…] = …` and its other spellings. */
export function environmentWrites(module: PythonModule, words: Answers, evaluator: Evaluator): EnvironmentWrite[] {
  if (!words.has(NAMES_ENVIRONMENT)) return [];
  const { around } = module;
  const found: EnvironmentWrite[] = [];
  for (const { target, value, scope } of module.subscripts) {
    const key = target.childForFieldName('subscript');
    if (key !== null && around.originOf(target.childForFieldName('value'), scope) === ENVIRON)
      found.push({ name: expressionOf(key, scope, around), value: expressionOf(value, scope, around), scope, at: target });
  }
  for (const call of module.calls) found.push(...ofCall(call, around, evaluator));
  return [...found, ...ofStatements(module, evaluator)];
}

export function endpointFacts(writes: readonly EnvironmentWrite[], evaluator: Evaluator): EndpointFact[] {
  return writes.flatMap(({ name, value, scope, at }) => {
    const line = at.startPosition.row + 1;
    const column = at.startPosition.column + 1;
    const variables = evaluator
      .things(name, { scope, frame: null, line, column })
      .flatMap((thing) => (thing.kind === 'text' ? [thing.text] : []));
    return variables
      .filter((variable) => ENDPOINT_VARIABLES.has(variable))
      .map((variable): EndpointFact => ({ kind: 'endpoint', variable, value, within: { piece: '', scope: scope.index }, line, column }));
  });
}

/** `os.environ.setdefault(…)`, `os.environ.update(…)`, `os.putenv(…)`. */
function ofCall({ node, scope }: PlacedCall, around: Around, evaluator: Evaluator): EnvironmentWrite[] {
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  const name = callee === null ? '' : around.originOf(callee, scope);
  if (list === null || (name !== 'os.putenv' && !name.startsWith(`${ENVIRON}.`))) return [];
  const given = givenIn(list, (child) => (child === null ? { kind: 'constant', value: null } : expressionOf(child, scope, around)));
  if (name === `${ENVIRON}.update`) {
    const entries = given.map((one) => ({ key: one.name === undefined ? null : literal(one.name), value: one.value }));
    return ofTable({ kind: 'table', entries }, scope, node, evaluator);
  }
  if (name !== `${ENVIRON}.setdefault` && name !== `${ENVIRON}.__setitem__` && name !== 'os.putenv') return [];
  const [key, value] = given;
  return key === undefined || value === undefined ? [] : [{ name: key.value, value: value.value, scope, at: node }];
}

function literal(text: string): Expression {
  return { kind: 'literal', text };
}

/** `{"HF_ENDPOINT": …}`, `dict(HF_ENDPOINT=…)`, a name that is bound to one. */
function ofTable(expression: Expression, scope: ScopeDraft, at: Node, evaluator: Evaluator): EnvironmentWrite[] {
  const where = { scope, frame: null, line: at.startPosition.row + 1, column: at.startPosition.column + 1 };
  return [...evaluator.table(expression, where).entries].flatMap(([name, { options }]) =>
    options.map((held) => ({ name: literal(name), value: seenFrom(held, scope), scope, at })),
  );
}

/** `os.environ |= {…}`, `openai.base_url = …`, `huggingface_hub.constants.ENDPOINT = …`. */
function ofStatements({ settings, top, around }: PythonModule, evaluator: Evaluator): EnvironmentWrite[] {
  return settings.flatMap(({ name, node }): EnvironmentWrite[] => {
    const target = around.originOf(node.childForFieldName('left'), top);
    const right = node.childForFieldName('right');
    const setting = SETTINGS[target];
    if (right === null || (target !== ENVIRON && (setting === undefined || name === 'augmented'))) return [];
    const value = expressionOf(right, top, around);
    return target === ENVIRON ? ofTable(value, top, node, evaluator) : [{ name: literal(setting ?? ''), value, scope: top, at: node }];
  });
}
