/** YAML files: workflows, compose files, Kubernetes manifests, training configurations. */
import { type Document, parseAllDocuments } from 'yaml';
import type { Fact } from '../model.ts';
import { type YamlLimits, yamlRefusal } from '../yaml-limits.ts';
import { limitedFacts } from './command/limits.ts';
import { TELLING, TELLING_APART } from './command/loaders.ts';
import { placedFile } from './command/mapped.ts';
import type { Detector, FileInput } from './detector.ts';
import { decodeUtf8, noGrammar, problemFact } from './text-input.ts';
import { withoutTemplates } from './yaml/template.ts';
import { factsIn } from './yaml/walk.ts';

const LIMITS: YamlLimits = { depth: 60, indent: 400, entries: 50_000, references: true };
/** Of a file that names a model; anything else is only searched. */
const MAX_TEXT = 1024 * 1024;

export const yamlDetector: Detector = {
  id: 'yaml',
  version: 2,
  about: {
    title: 'Models and datasets in YAML files',
    motivation:
      'Workflows, compose files and manifests download and start models that no line of code names; training configurations say what a model is built on.',
    decides:
      'Command lines under run, script, command, entrypoint, args and the like, as text, block or list, with the programs that the Dockerfile detector knows; arguments alone are for the program of the image beside them. ' +
      'Mappings with a model (model, model_id, model_name_or_path, base_model, repo_id …) and a revision beside it; model_name_or_path counts without one. Addresses of files on the hub, and hf:// (KServe storageUri). ' +
      'Variables of env, environment and variables may be replaced by whoever starts it. Aliases are not followed. A file that names none of these is only searched; one that does, and is no YAML, is a problem of the tree; the expressions of templates (Helm, Jinja) count as computed.',
    remedy:
      'Name the full commit in the command or beside the model; "weighbridge pin --write" does so.\nrun: hf download org/name --revision <40 hex>',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 32 * 1024 * 1024,
  wants: (path) => /\.ya?ml$/i.test(path) && !/(?:^|\/)(?:pnpm-lock|(?:[^/]*\.)?conda-lock)\.ya?ml$/i.test(path),
  grammar: noGrammar,
  facts: readYamlFile,
};

function isTelling(text: string): boolean {
  if (TELLING.test(text) || TELLING_APART.test(text) || /_name_or_path/.test(text)) return true;
  return /revision\w{0,20}["']?\s{0,20}:/.test(text) && /(?:model|repo_id)\w{0,20}["']?\s{0,20}:/.test(text);
}

function readYamlFile(input: FileInput): readonly Fact[] {
  if (!isTelling(new TextDecoder().decode(input.bytes))) return [];
  const decoded = decodeUtf8(input.bytes);
  if (!decoded.ok) return [decoded.problem];
  const { text } = decoded;
  const file = placedFile(text);
  if (text.length > MAX_TEXT) return [problemFact('too-large', 'it names a model, and is larger than 1 MB', { line: 1, column: 1 })];
  const refusal = yamlRefusal(text, LIMITS);
  if (refusal !== null) return [problemFact('limit', refusal.message.replace(/\.$/, ''), file.at(refusal.offset))];
  let source = text;
  let documents = parsed(text);
  if (documents.some(({ errors }) => errors.length > 0) && text.includes('{{')) {
    source = withoutTemplates(text);
    documents = parsed(source);
  }
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) return [problemFact('syntax', 'it names a model, and is not valid YAML', file.at(error.pos[0]))];
  const facts = documents.flatMap(({ contents }) => factsIn(contents, { ...file, text: source }));
  return limitedFacts(facts.sort((a, b) => a.line - b.line || a.column - b.column));
}

function parsed(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents : [];
}
