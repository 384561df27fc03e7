/**
 * What a policy file rests on (`extends`): read, each from its own repository and commit (T24), and bounded in depth, number and size. Whatever
 * cannot be used is a mistake of the file that names it, so nothing is judged by half a policy; who cannot read at all throws.
 */
import type { PolicyMistake } from '../model/index.ts';
import { type Extended, type ExtendedFile, extendedWords, isFixed, parseExtended } from './extends-schema.ts';
import { type PolicyFile, type ReadBeside, readKeys, readPolicy } from './load.ts';
import { type PresetId, presetText } from './presets.ts';
import type { RuleTerms } from './rule-terms.ts';

/** A file of another repository, as a door has read it. */
export interface ExtendedContent {
  readonly bytes: Uint8Array;
  /** The commit that the tag names now, or the commit itself. */
  readonly commit: string;
  /** What messages name: "acme/policies@4f0c2d9e81b7:ai.yml". */
  readonly path: string;
  /** What reports print. */
  readonly label: string;
  /** T26: whoever reads the report may read that repository, so a mistake may be told with its words. */
  readonly quotable: boolean;
  readonly beside: ReadBeside;
}

/** Reads with the credentials of the layer's own repository. Throws where there is no answer; a problem is an answer. */
export type ReadExtended = (from: ExtendedFile) => Promise<ExtendedContent | { readonly problem: string }>;

/** Who reads what policies rest on. */
export interface PolicyReach {
  readonly read: ReadExtended;
  /** Login of who owns the layer's repository; null: not known here. */
  readonly owner: string | null;
}

/** T26: said alike of what is not there, what nobody may see here, and what is wrong in it, so that nobody learns which. */
export const NOT_FOR_THIS_LAYER = 'it is not there, cannot be read for this policy, or has mistakes that only its readers see';

export const MAX_EXTENDED = { depth: 5, files: 20, bytes: 1024 * 1024 } as const;
const TOLD = 5;

/** The file with all that it rests on, and what is wrong with that, at its lines. */
export async function withExtended(
  file: PolicyFile,
  reach: PolicyReach,
  rules: readonly RuleTerms[],
): Promise<{ readonly file: PolicyFile; readonly mistakes: readonly PolicyMistake[] }> {
  const mistakes: PolicyMistake[] = [];
  const found = new Map<string, PolicyFile>();
  let bytes = 0;

  /** `stack`: what is being read, from the top. Each file comes after what it extends itself, and once. */
  async function follow(from: PolicyFile, stack: readonly string[], wrong: (index: number, message: string) => void): Promise<void> {
    for (const [index, text] of (from.values.extends ?? []).entries()) {
      const parsed = parseExtended(text);
      if (typeof parsed === 'string') wrong(index, parsed);
      else if (parsed.kind === 'preset') found.set(text, presetFile(parsed.id, rules));
      else await open(parsed, stack, (message) => wrong(index, `"${text}": ${message}.`));
    }
  }

  async function open(target: ExtendedFile, stack: readonly string[], wrong: (message: string) => void): Promise<void> {
    if (stack.length >= MAX_EXTENDED.depth) return wrong(`policies rest on each other more than ${MAX_EXTENDED.depth} deep`);
    if (found.size >= MAX_EXTENDED.files) return wrong(`a policy rests on at most ${MAX_EXTENDED.files} others`);
    if (reach.owner !== null && target.owner.toLowerCase() !== reach.owner.toLowerCase() && !isFixed(target))
      return wrong(`it belongs to ${target.owner}, who may move that tag; write the full commit`);
    const content = await reach.read(target);
    if ('problem' in content) return wrong(`it cannot be used: ${content.problem}`);
    bytes += content.bytes.length;
    if (bytes > MAX_EXTENDED.bytes) return wrong(`all of them together have more than ${MAX_EXTENDED.bytes / 1024} KB`);
    const key = extendedWords({ ...target, owner: target.owner.toLowerCase(), repo: target.repo.toLowerCase(), ref: content.commit });
    if (stack.includes(key)) return wrong('it rests on itself');
    if (found.has(key)) return;
    const said = content.quotable ? wrong : (): void => wrong(`it cannot be used: ${NOT_FOR_THIS_LAYER}`);
    const read = readPolicy(content.bytes, content.path, rules, content.label);
    const { keys, mistakes: ofKeys } = await readKeys(content.path, read.named, content.beside);
    const all = [...read.mistakes, ...ofKeys];
    if (read.file === null || all.length > 0) {
      const shown = all.slice(0, TOLD).map(({ path, line, column, message }) => `${path}:${line}:${column} ${message.replace(/\.$/, '')}`);
      return said(
        `it has ${all.length === 1 ? 'a mistake' : `${all.length} mistakes`}: ${shown.join('; ')}${all.length > TOLD ? '; …' : ''}`,
      );
    }
    const whole: PolicyFile = { ...read.file, layer: 'extended', keys };
    const before = mistakes.length;
    await follow(whole, [...stack, key], (_, message) => said(message.replace(/\.$/, '')));
    if (mistakes.length === before) found.set(key, whole);
  }

  const line = (index: number): number => Number(/:(\d+)$/.exec(file.origin('extends', index))?.[1] ?? 1);
  await follow(file, [], (index, message) => void mistakes.push({ path: file.path, line: line(index), column: 1, message }));
  return { file: { ...file, extended: [...found.values()] }, mistakes };
}

/** A preset has no lines that somebody could look at: its name stands for them. */
function presetFile(id: PresetId, rules: readonly RuleTerms[]): PolicyFile {
  const name = `preset:${id}`;
  const { file, mistakes } = readPolicy(presetText(id), name, rules);
  if (file === null) throw new Error(`the preset ${id} has mistakes: ${mistakes.map(({ message }) => message).join(' ')}`);
  return { ...file, layer: 'preset', origin: () => name };
}

/** With the presets that it rests on, and without what somebody would have to be asked for. */
export function withPresets(file: PolicyFile, rules: readonly RuleTerms[]): PolicyFile {
  const parsed = (file.values.extends ?? []).map(parseExtended);
  return {
    ...file,
    extended: parsed.flatMap((one) => (typeof one !== 'string' && one.kind === 'preset' ? [presetFile(one.id, rules)] : [])),
  };
}

/** What a file names that is not of this program: without any nobody has to be asked. */
export function extendsFiles(file: PolicyFile): readonly ExtendedFile[] {
  return (file.values.extends ?? [])
    .map(parseExtended)
    .filter((one: Extended | string): one is ExtendedFile => typeof one !== 'string' && one.kind === 'file');
}
