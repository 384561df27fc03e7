/** Callables that build a model by their own name, and fetch its weights only where an argument says so: `resnet50(weights="DEFAULT")`. */
import type { Expression } from '../../../model/index.ts';
import type { Evaluator, Held } from '../../values/index.ts';
import { isFileLike } from '../../catalogs/index.ts';
import type { ApiRow } from './api-row.ts';
import { type CallArguments, mayBeTrue } from './arguments.ts';

/** False: the call fetches no weights, or reads those of a file. What stands on the hub is fetched anyway: its settings are. */
export function loadsWeights(row: ApiRow, args: CallArguments, evaluator: Evaluator): boolean {
  if (row.when === undefined) return true;
  const named = row.target.keywords.flatMap((keyword) => args.keyword(keyword));
  const [name] = named.length > 0 ? named : [args.positional(row.target.position)];
  if (name?.value.kind === 'literal' && /^hf[-_]hub:/.test(name.value.text)) return true;
  const given = row.when.keywords.flatMap((keyword) => givenAs(row, keyword, args));
  if (given.length === 0) return row.when.absent || args.open === 'unread';
  return (
    mayBeTrue(given, evaluator) && !given.every(({ value }) => value.kind === 'literal' && isFileLike(value.text) && !isEntry(value.text))
  );
}

/** "ResNet50_Weights.DEFAULT" is no file. */
function isEntry(text: string): boolean {
  return /^\w+_Weights\.\w+$/.test(text);
}

function givenAs(row: ApiRow, keyword: string, args: CallArguments): readonly Held[] {
  const named = args.keyword(keyword);
  const at = row.positions?.[keyword];
  const positional = at === undefined || named.length > 0 ? null : args.positional(at);
  return positional === null ? named : [positional];
}

/** What is called says what is loaded. */
export function namedByCall({ family, loads }: ApiRow, name: string): Expression | null {
  const text = loads ?? (family === undefined ? undefined : name);
  return text === undefined ? null : { kind: 'literal', text };
}

/** `weights=ResNet50_Weights.IMAGENET1K_V2`: which of the weights that a model has. Those that are the default move with the library. */
export function weightsAsked(row: ApiRow, args: CallArguments): Expression | null {
  const [only, ...more] = row.revision === null ? [] : givenAs(row, row.revision, args);
  if (only === undefined || more.length > 0) return null;
  const text = only.value.kind === 'literal' ? only.value.text : only.value.kind === 'member' ? only.value.name : '';
  const entry = text.slice(text.lastIndexOf('.') + 1);
  return /^[A-Z][A-Z0-9_]{2,80}$/.test(entry) && entry !== 'DEFAULT' ? { kind: 'literal', text: entry } : null;
}
