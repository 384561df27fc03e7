/** One policy file: bytes → checked values that know their lines. All mistakes at once. */
import type { KeyObject } from 'node:crypto';
import type { Mistake } from '../base/errors.ts';
import { InputError } from '../base/errors.ts';
import type { At, Level, PolicyMistake } from '../model/index.ts';
import { type MatchInput, matchWords } from './group-schema.ts';
import type { RuleTerms } from './rule-terms.ts';
import { readPublicKey } from '../verify/public-key.ts';
import { mistakesOf, policyWords } from './mistakes.ts';
import { salvaged } from './salvage.ts';
import { policySchema } from './schema.ts';
import type { PolicyInput } from './schema.ts';
import { readYaml } from './yaml-read.ts';

export { MAX_POLICY_BYTES } from './yaml-read.ts';

const HINT = 'Run `weighbridge policy validate` after the edit; `weighbridge policy schema` prints the schema for your editor.';
/** Garbage can hold a mistake per byte; nobody reads more than this. */
const MAX_TOLD = 100;

/** What one file says about one rule. */
export interface RuleInput {
  readonly level: Level;
  /** Absent: not said. */
  readonly mode?: 'enforce' | 'evaluate';
  /** As written, without defaults; layers.ts merges and parses them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** One group of an organization's repositories, as its file has it. */
export interface PolicyGroup {
  readonly match: MatchInput;
  /** What holds there, as a layer of its own. */
  readonly file: PolicyFile;
}

/** Which part a file has in a policy. */
export type PolicyLayerKind = 'organization' | 'group' | 'repository' | 'extended' | 'preset';

/** One layer as written: nothing is filled in. */
export interface PolicyFile {
  readonly layer: PolicyLayerKind;
  readonly path: string;
  /** "<path> at <commit>" or the path. */
  readonly label: string;
  readonly values: Omit<PolicyInput, 'rules'>;
  readonly rules: ReadonlyMap<string, RuleInput>;
  /** Public keys that it names, by path, as read from where the file itself is (T24). */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** What it rests on, as read (extended.ts), in the order of merging: each before those that extend it. */
  readonly extended: readonly PolicyFile[];
  /** `repositories`, in the order of the file. */
  readonly groups: readonly PolicyGroup[];
  /** "path:12", the line of a key. */
  origin(...key: readonly (string | number)[]): string;
}

type Found = At & { readonly message: string; readonly key?: string };

/** A file that a policy names, and where. */
export type NamedFile = Pick<PolicyMistake, 'path' | 'line' | 'column'>;

/** A policy file as its bytes say, and nothing but its bytes: never the clock, a tree or a look-up (T40). */
export interface PolicyRead {
  /** Null: it has mistakes. Its keys are not read yet. */
  readonly file: PolicyFile | null;
  /** In the order of the file, at most MAX_TOLD and one that counts the rest. */
  readonly mistakes: readonly PolicyMistake[];
  /** Key files that it names, also where it has mistakes; each once. */
  readonly named: readonly NamedFile[];
  /** What of a file with mistakes holds by itself (salvage.ts); null where nothing of it can be told. */
  readonly sound: PolicyFile | null;
}

/** Reads a policy file. `path` is what messages name; `label` what reports print. Never throws for what the bytes say. */
export function readPolicy(source: Uint8Array | string, path: string, rules: readonly RuleTerms[], label: string = path): PolicyRead {
  const yaml = readYaml(source);
  const wrong = (found: readonly Found[]): Pick<PolicyRead, 'file' | 'mistakes'> => ({
    file: null,
    mistakes: told(path, found),
  });
  if (yaml.state === 'bad') return { ...wrong(yaml.complaints), named: [], sound: null };
  if (yaml.value === null)
    return { ...wrong([{ message: 'The file is empty; start it with "version: 1".', line: 1, column: 1 }]), named: [], sound: null };
  const schema = policySchema(rules);
  const parsed = schema.safeParse(yaml.value, { error: policyWords });
  const fileOf = (value: unknown, { rules: settings, ...values }: PolicyInput): PolicyFile => {
    const origin: PolicyFile['origin'] = (...key) => `${path}:${yaml.where(key).line}`;
    const file = { layer: 'repository', path, label, values, keys: new Map(), extended: [], groups: [], origin } as const;
    const groups = (values.repositories ?? []).map((one, index) => groupOf(file, one, valueAt(value, 'repositories', index), index));
    return { ...file, rules: ruleInputs(settings, value), groups };
  };
  const named = namedFiles(yaml.value).map((one) => ({ path: one.path, ...yaml.where(one.key) }));
  if (parsed.success) return { file: fileOf(yaml.value, parsed.data), mistakes: [], named, sound: null };
  const found = mistakesOf(parsed.error.issues, schema).map(({ message, path: key }) => ({
    message: message.replace(/^: /, ''),
    key: key.map(String).join('.'),
    ...yaml.where(key),
  }));
  const left = salvaged(yaml.value, schema);
  return { ...wrong(found), named, sound: left === null ? null : fileOf(left.value, left.parsed) };
}

/** As `readPolicy`, for whoever cannot go on with mistakes. Throws InputError POLICY_INVALID with every mistake, each with "path:line:column". */
export function loadPolicy(source: Uint8Array | string, path: string, rules: readonly RuleTerms[], label: string = path): PolicyFile {
  const { file, mistakes } = readPolicy(source, path, rules, label);
  if (file === null) throw invalidPolicy(path, mistakes);
  return file;
}

/** Bytes of a file beside the policy, or why there are none. */
export type ReadBeside = (path: string) => Promise<Uint8Array | { readonly problem: string }>;

/**
 * The public keys that a policy names, read from its own repository and commit (T24). A key that is missing or is none is a mistake: a
 * signer that is silently left out would change what counts as signed.
 */
export async function readKeys(
  policy: string,
  named: readonly NamedFile[],
  read: ReadBeside,
): Promise<{ readonly keys: ReadonlyMap<string, KeyObject>; readonly mistakes: readonly PolicyMistake[] }> {
  const keys = new Map<string, KeyObject>();
  const mistakes: PolicyMistake[] = [];
  for (const { path, line, column } of named) {
    const wrong = (message: string): void => void mistakes.push({ path: policy, line, column, message });
    const content = await read(path);
    if ('problem' in content) wrong(`The key file "${path}" cannot be read: ${content.problem}.`);
    else {
      try {
        keys.set(path, readPublicKey(new TextDecoder().decode(content), path));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        wrong(`${error.message}. ${error.hint}`);
      }
    }
  }
  return { keys, mistakes };
}

/** `signers[n].public-key`, whatever else is wrong around it: all mistakes are told at once. */
function namedFiles(value: unknown): { readonly path: string; readonly key: readonly (string | number)[] }[] {
  const signers: unknown = isMapping(value) ? value['signers'] : null;
  const found = (Array.isArray(signers) ? signers : []).flatMap((signer: unknown, index) => {
    const path = isMapping(signer) ? signer['public-key'] : null;
    return typeof path === 'string' && path !== '' ? [{ path, key: ['signers', index, 'public-key'] }] : [];
  });
  return [...new Map(found.toReversed().map((one) => [one.path, one])).values()].toReversed().slice(0, MAX_TOLD);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Settings as written: the parsed ones have defaults in them, and a default must not overrule what another layer says. */
function ruleInputs(settings: Readonly<Record<string, unknown>> | undefined, value: unknown): ReadonlyMap<string, RuleInput> {
  return new Map(Object.keys(settings ?? {}).map((id) => [id, ruleInput(valueAt(value, 'rules', id))]));
}

function ruleInput(written: unknown): RuleInput {
  if (typeof written === 'string') return { level: written as Level, options: {} };
  const { level, mode, ...options } = written as { level: Level; mode?: 'enforce' | 'evaluate' } & Record<string, unknown>;
  return { level, options, ...(mode === undefined ? {} : { mode }) };
}

/** What holds in a group, as a layer of its own, with the lines of its file. */
function groupOf(
  file: Omit<PolicyFile, 'rules'>,
  { match, rules: settings, ...values }: NonNullable<PolicyInput['repositories']>[number],
  written: unknown,
  index: number,
): PolicyGroup {
  const group: PolicyFile = {
    ...file,
    layer: 'group',
    label: `${file.label} for ${matchWords(match)}`,
    values: { version: 1, ...values },
    rules: ruleInputs(settings, written),
    origin: (...key) => `${file.origin('repositories', index, ...key)} for ${matchWords(match)}`,
  };
  return { match, file: group };
}

function valueAt(value: unknown, ...key: readonly (string | number)[]): unknown {
  return key.reduce<unknown>(
    (here, one) => (typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[one] : undefined),
    value,
  );
}

function told(path: string, found: readonly Found[]): PolicyMistake[] {
  const mistakes = inOrder(found)
    .slice(0, MAX_TOLD)
    .map(({ message, key, line, column }) => ({ path, line, column, message, ...(key === undefined ? {} : { key }) }));
  const left = found.length - mistakes.length;
  return left > 0 ? [...mistakes, { path, line: 1, column: 1, message: `And ${left} more.` }] : mistakes;
}

/** As they stand in the file. */
export function inOrder<T extends { readonly message: string } & At>(found: readonly T[]): T[] {
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1));
}

/** An error with each mistake as "path:line:column". */
export function invalidPolicy(path: string, found: readonly PolicyMistake[], hint: string = HINT): InputError {
  const mistakes = inOrder(found).map((one): Mistake => ({ message: one.message, where: `${one.path}:${one.line}:${one.column}` }));
  return new InputError(
    'POLICY_INVALID',
    `The policy ${path} has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}.`,
    hint,
    mistakes,
  );
}
