/** The arguments of a program → one load for everything that they name (T36). */
import type { Expression, LoadFact } from '../../../model/index.ts';
import { commandArgumentsOf, type CommandArguments } from './arguments.ts';
import type { Loader, PartOption } from './loaders.ts';
import type { PlacedFile } from './mapped.ts';
import { partsIn } from './part-values.ts';
import { pinOf } from './pin-place.ts';
import { placeOfLiteral, shownValue, type Variables, wordValue } from './values.ts';
import { type ShellCommand, plainText, type Word } from './words.ts';

export interface CommandLoadContext {
  readonly file: PlacedFile;
  readonly variables: Variables;
  /** Whether the environment that is given to the program names the model. */
  readonly named?: boolean;
}

/** `words`: behind those that start the program. `start`: the first of those. `open`: words that were put in place of a variable. */
export function loadFacts(
  words: ShellCommand,
  loader: Loader,
  start: Word | undefined,
  more: boolean,
  context: CommandLoadContext,
): LoadFact[] {
  const found = commandArgumentsOf(words, loader);
  if (found.help) return [];
  const type = found.type === null ? 'model' : plainText(found.type);
  if (type === 'space') return [];
  const revision = found.revision === null ? null : wordValue(found.revision, context.variables);
  const doubt = found.open[0] ?? (more ? start : undefined);
  const asked = atMostNamed(revision?.value ?? null, doubt);
  const base = {
    kind: 'load',
    component: type === 'dataset' ? 'dataset' : 'model',
    provider: null,
    ...(loader.names === undefined ? {} : { names: loader.names }),
    ...(loader.library === undefined ? {} : { library: loader.library }),
    ...(loader.guessed === true ? { guessed: true as const } : {}),
    endpoint: null,
    remoteCode: found.remoteCode,
    pin: null,
  } as const;
  const at = (word: Word | undefined): { line: number; column: number } => context.file.at(word?.source.offsets[0] ?? 0);
  const targets = found.targets.map(({ word }) => ({ word, value: wordValue(word, context.variables).value }));
  const mains = targets.flatMap(({ word, value }): LoadFact[] =>
    eachWritten(value).flatMap((one) => {
      if (isLocalPath(one)) return [];
      const pin = value.kind === 'literal' && doubt === undefined ? pinOf(words, found, loader, revision, context.file) : null;
      const place = placeOfLiteral(one);
      return [{ ...base, api: loader.api, ...named(one, loader, asked), pin, ...(place === null ? at(word) : context.file.at(place)) }];
    }),
  );
  const own = targets.length > 0 ? mains : missing(found, loader, start, context).map((one) => ({ ...base, api: loader.api, ...one }));
  const [main] = targets.slice(-1);
  const code =
    found.code === null || main === undefined || isLocalPath(main.value)
      ? []
      : [
          {
            ...base,
            api: `${loader.api} ${loader.code ?? ''}`,
            ...named(main.value, loader, atMostNamed(wordValue(found.code, context.variables).value, doubt)),
            ...at(found.code),
          },
        ];
  const parts = found.parts.flatMap(({ option, words: values, revision: own }) => {
    const given = own === null ? null : wordValue(own, context.variables).value;
    // A revision alone is that of the same part of the model itself.
    const all =
      values.length === 0 && main !== undefined
        ? [{ word: own ?? main.word, value: main.value, revision: null }]
        : partValues(values, option, context);
    return all.flatMap(({ word, value, revision: written }): LoadFact[] => {
      if (isLocalPath(value)) return [];
      const theirs = written ?? given;
      const same = main !== undefined && JSON.stringify(value) === JSON.stringify(main.value);
      if (same && theirs === null) return [];
      return [
        {
          ...base,
          component: 'model',
          api: `${loader.api} ${option.options[0] ?? ''}`,
          ...named(value, loader, atMostNamed(theirs, doubt)),
          ...at(word),
        },
      ];
    });
  });
  return [...own, ...code, ...parts];
}

/** Of several that are handed on from where they are written each one is told there; what else decides stays one load. */
function eachWritten(value: Expression): Expression[] {
  if (value.kind !== 'choice') return [value];
  const written = value.options.filter((one) => placeOfLiteral(one) !== null);
  const others = value.options.filter((one) => placeOfLiteral(one) === null);
  const [rest] = others;
  if (rest === undefined) return written;
  return written.length === 0 ? [value] : [...written, others.length === 1 ? rest : { kind: 'choice', options: others }];
}

type Missing = Pick<LoadFact, 'hub' | 'target' | 'revision' | 'line' | 'column'> & { readonly config?: string };

/** Nothing names the model: words that are not known may, or a file, or the program takes one of its own choice. */
function missing(found: CommandArguments, loader: Loader, start: Word | undefined, context: CommandLoadContext): Missing[] {
  const at = context.file.at(start?.source.offsets[0] ?? 0);
  const unknown = (text: string) => ({ hub: 'hf' as const, target: { kind: 'unmodeled' as const, text }, revision: null, ...at });
  if (found.config !== null) {
    const path = plainText(found.config);
    return [{ ...unknown(`${loader.config ?? ''} ${shownValue(found.config)}`), ...(path === null ? {} : { config: path.slice(0, 400) }) }];
  }
  const [open] = found.open;
  if (open !== undefined) return context.named === true ? [] : [unknown(shownValue(open))];
  return loader.standing === true && context.named !== true ? [unknown(`the default model of ${loader.api}`)] : [];
}

function partValues(
  words: readonly Word[],
  option: PartOption,
  context: CommandLoadContext,
): { word: Word; value: Expression; revision: Expression | null }[] {
  return words.flatMap((word) => {
    const { value } = wordValue(word, context.variables);
    return partsIn(value, option.form ?? null).map((part) => ({ word, ...part }));
  });
}

/** `$ARGS` may hold another revision: whoever sets it decides (T9). */
function atMostNamed(revision: Expression | null, doubt: Word | undefined): Expression | null {
  if (revision === null || doubt === undefined || revision.kind === 'overridable') return revision;
  return { kind: 'overridable', by: 'parameter', name: shownValue(doubt), fallback: revision };
}

/** The hub of a name, and the name as that hub has it. */
function named(value: Expression, loader: Loader, revision: Expression | null): Pick<LoadFact, 'hub' | 'target' | 'revision'> {
  const text = value.kind === 'overridable' ? value.fallback : value;
  const literal = text?.kind === 'literal' ? text.text : null;
  const as = (name: string): Expression =>
    value.kind === 'overridable' ? { ...value, fallback: { kind: 'literal', text: name } } : { kind: 'literal', text: name };
  if (loader.hub === 'ollama' || loader.hub === 'oci') {
    const hub =
      literal === null ? null : /^(?:(?:hf|huggingface):\/\/|(?:https?:\/\/)?(?:hf\.co|huggingface\.co)\/)([^:@]{1,200})/i.exec(literal);
    if (hub !== null) return { hub: 'hf', target: as(hub[1] ?? ''), revision: null };
    // `ollama://name`, `oci://registry/name` (RamaLama): the scheme says whose it is.
    const scheme = literal === null ? undefined : /^(ollama|oci|docker):\/\//.exec(literal)?.[1];
    const own = scheme === undefined ? loader.hub : scheme === 'ollama' ? 'ollama' : 'oci';
    const plain = literal === null || scheme === undefined ? literal : literal.slice(scheme.length + 3);
    // Beside a digest a tag says nothing.
    const tag = plain === null ? null : /^(.{1,300}?)(?::[\w.-]{1,128}@|[:@])([\w.:-]{1,200})$/.exec(plain);
    if (tag === null) return { hub: own, target: plain === null || plain === literal ? value : as(plain), revision: null };
    return { hub: own, target: as(tag[1] ?? ''), revision: { kind: 'literal', text: tag[2] ?? '' } };
  }
  if (loader.tagged === true && literal?.includes(':') === true)
    return { hub: 'hf', target: as(literal.slice(0, literal.indexOf(':'))), revision };
  return { hub: loader.hub ?? 'hf', target: value, revision };
}

/** One that the environment may replace is left to linking, which knows the folders of the tree. */
function isLocalPath(value: Expression): boolean {
  return value.kind === 'literal' && (value.text === '' || /^(?:\.{0,2}[/\\]|\.{1,2}$|~|[A-Za-z]:[/\\])/.test(value.text));
}
