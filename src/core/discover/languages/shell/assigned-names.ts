/** Variables of a script that are called as what names a model: `MODEL="${MODEL:-gpt-4o}"`, `MODELS=(llama3.2:3b phi3:mini)`. */
import type { Fact } from '../../../model/index.ts';
import type { KeyedField, KeyedScalar } from '../../configs/keyed/tree.ts';
import { factsInTree } from '../../configs/keyed/walk.ts';
import type { PlacedFile } from './mapped.ts';
import { assignmentOf } from './values.ts';
import { listNameOf } from './command-notes.ts';
import { plainText, type ShellCommand, type Word } from './words.ts';

/** Of one script. */
const MAX_VARIABLES = 2_000;
const SETS = /^(?:export|local|readonly|declare|typeset|env|then|do|else|\{)$/;

/** What the variables name, whatever gets them; those of the environment are read beside each other. */
export function namesAssigned(commands: readonly ShellCommand[], file: PlacedFile): Fact[] {
  const fields = commands.flatMap(fieldsOf).slice(0, MAX_VARIABLES);
  const isOfEnvironment = ({ name }: KeyedField): boolean => /^[A-Z][A-Z0-9_]*$/.test(name);
  return [fields.filter(isOfEnvironment), fields.filter((field) => !isOfEnvironment(field))].flatMap((some) =>
    factsInTree({ kind: 'map', at: 0, fields: () => some }, file),
  );
}

function fieldsOf(command: ShellCommand): KeyedField[] {
  const list = listNameOf(command);
  if (list !== null) {
    const items = command.map(scalarOf);
    const at = items[0]?.at ?? 0;
    return [{ name: list, value: { kind: 'list', at, items: () => items }, at }];
  }
  const [first, second, third] = command.slice(0, 3).map(plainText);
  if (first === 'for' && third === 'in' && second != null) {
    const items = command.slice(3).map(scalarOf);
    const at = items[0]?.at ?? 0;
    return [{ name: second, value: { kind: 'list', at, items: () => items }, at }];
  }
  const found: KeyedField[] = [];
  for (const word of command) {
    const assignment = assignmentOf(word);
    if (assignment !== null) {
      const at = word.source.offsets[0] ?? 0;
      found.push({ name: assignment.name, value: { ...scalarOf(assignment.value), at }, at });
    } else if (!SETS.test(plainText(word) ?? '') && plainText(word)?.startsWith('-') !== true) break;
  }
  return found;
}

/** As it is written, without the quotes around it. */
function scalarOf({ source }: Word): KeyedScalar {
  const text = source.text.slice(0, 8_000).replace(/^(["'])([\s\S]*)\1$/, '$2');
  return { kind: 'scalar', text, at: source.offsets[0] ?? 0 };
}
