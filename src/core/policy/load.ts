/** One policy file: bytes → checked values that know their lines. All mistakes at once. */
import type { KeyObject } from 'node:crypto';
import type { Mistake } from '../errors.ts';
import { InputError } from '../errors.ts';
import type { At, Level } from '../model.ts';
import type { Rule } from './rule.ts';
import { readPublicKey } from '../verify/public-key.ts';
import { mistakesOf } from './mistakes.ts';
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
  /** As written, without defaults; layers.ts merges and parses them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** One layer as written: nothing is filled in. */
export interface PolicyFile {
  readonly path: string;
  /** "<path> at <commit>" or the path. */
  readonly label: string;
  readonly values: Omit<PolicyInput, 'rules'>;
  readonly rules: ReadonlyMap<string, RuleInput>;
  /** Public keys that it names, by path, as read from where the file itself is (T24). */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** "path:12", the line of a key. */
  origin(...key: readonly (string | number)[]): string;
}

/**
 * Reads a policy file. `path` is what messages name; `label` what reports print (default: the path).
 * Throws InputError POLICY_INVALID with every mistake, each with "path:line:column".
 */
export function loadPolicy(source: Uint8Array | string, path: string, rules: readonly Rule[], label: string = path): PolicyFile {
  const yaml = readYaml(source);
  if (yaml.state === 'bad') throw invalid(path, yaml.complaints);
  if (yaml.value === null) throw invalid(path, [{ message: 'The file is empty; start it with "version: 1".', line: 1, column: 1 }]);
  const schema = policySchema(rules);
  const parsed = schema.safeParse(yaml.value);
  if (!parsed.success) {
    const found = mistakesOf(parsed.error.issues, schema).map(({ message, path: key }) => ({
      message: message.replace(/^: /, ''),
      ...yaml.where(key),
    }));
    throw invalid(path, found);
  }
  const { rules: settings, ...values } = parsed.data;
  return {
    path,
    label,
    values,
    rules: new Map(Object.keys(settings ?? {}).map((id) => [id, ruleInput(yaml.value, id)])),
    keys: new Map(),
    origin: (...key) => `${path}:${yaml.where(key).line}`,
  };
}

/** Bytes of a file beside the policy, or why there are none. */
export type ReadBeside = (path: string) => Promise<Uint8Array | { readonly problem: string }>;

/**
 * The file with the public keys that it names, read from its own repository and commit (T24). Throws InputError POLICY_INVALID with every
 * key that is missing or is none: a signer that is silently left out would change what counts as signed.
 */
export async function withKeys(file: PolicyFile, read: ReadBeside): Promise<PolicyFile> {
  const keys = new Map<string, KeyObject>();
  const mistakes: Mistake[] = [];
  for (const [index, signer] of (file.values.signers ?? []).entries()) {
    const path = signer['public-key'];
    if (path === undefined || keys.has(path)) continue;
    const where = file.origin('signers', index, 'public-key');
    const content = await read(path);
    if ('problem' in content) mistakes.push({ message: `The key file "${path}" cannot be read: ${content.problem}.`, where });
    else {
      try {
        keys.set(path, readPublicKey(new TextDecoder().decode(content), path));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        mistakes.push({ message: `${error.message}. ${error.hint}`, where });
      }
    }
  }
  if (mistakes.length > 0)
    throw new InputError('POLICY_INVALID', `The policy ${file.path} names keys that cannot be used.`, HINT, mistakes);
  return { ...file, keys };
}

/** The setting as written: the parsed one has defaults in it, and a default must not overrule what another layer says. */
function ruleInput(value: unknown, id: string): RuleInput {
  const written = (value as { rules: Record<string, Level | ({ level: Level } & Record<string, unknown>)> }).rules[id];
  if (written === undefined || typeof written === 'string') return { level: written ?? 'off', options: {} };
  const { level, ...options } = written;
  return { level, options };
}

function invalid(path: string, found: readonly ({ readonly message: string } & At)[]): InputError {
  const sorted = found.toSorted((a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1));
  const mistakes = sorted.slice(0, MAX_TOLD).map(({ message, line, column }): Mistake => ({ message, where: `${path}:${line}:${column}` }));
  if (found.length > MAX_TOLD) mistakes.push({ message: `and ${found.length - MAX_TOLD} more.`, where: null });
  const count = found.length === 1 ? 'a mistake' : `${found.length} mistakes`;
  return new InputError('POLICY_INVALID', `The policy ${path} has ${count}.`, HINT, mistakes);
}
