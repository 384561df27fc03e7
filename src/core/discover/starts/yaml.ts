/** YAML files: what compose files, workflows and manifests start, and the servers that they tell it (T37, T42). */
import { type Document, parseAllDocuments } from 'yaml';
import type { Fact } from '../../model/index.ts';
import { type YamlLimits, yamlRefusal } from '../../base/yaml-limits.ts';
import { NAMES_FOLLOWED } from '../languages/known.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import type { Detector, FileInput } from '../detector.ts';
import { NAMES_ENDPOINT } from '../endpoint-variables.ts';
import { noGrammar } from '../text-input.ts';
import { yamlDetector } from '../configs/yaml/index.ts';
import { withoutTemplates } from '../configs/yaml/template.ts';
import { startsIn } from './yaml-nodes.ts';

const LIMITS: YamlLimits = { depth: 60, indent: 400, entries: 50_000, references: true };
const MAX_TEXT = 1024 * 1024;
const COMMANDS =
  /\b(?:run|script|before_script|after_script|commands?|cmds?|entrypoint|args|bash|shell|inlineScript|startCommand|dockerCommand|env_file|envs|build)["']?[ \t]*:/;
const CODE =
  /\bpy|\bpython|uvicorn|gunicorn|celery|flask|hypercorn|streamlit|torchrun|accelerate|Dockerfile|\bbuild\b|env_file|\benvs\b|:\w+/;

export const yamlStartsDetector: Detector = {
  id: 'starts-yaml',
  version: 5,
  about: {
    title: 'What compose files, workflows and manifests start',
    motivation:
      'A folder called "demo" ships like any other when a service runs it; and what the service is told decides which server answers.',
    decides:
      'Command lines under run, script, command, entrypoint, args and the like, in the working directory beside them; build and env_file of compose files; HF_ENDPOINT and its like anywhere, for each service or job apart. ' +
      'Known are Python (files, -m, -c), shells, and the usual servers and launchers. A workflow that runs tests makes no product of them.',
    remedy: 'Start the code by a path or module that can be read.\ncommand: python -m acme.serve',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: yamlDetector.limit,
  wants: (path, size) => yamlDetector.wants(path, size),
  grammar: noGrammar,
  facts: readStarts,
};

/** What is no YAML starts nothing; where it names a model, the other reader of YAML says so. */
function readStarts(input: FileInput): readonly Fact[] {
  if (input.bytes.length > MAX_TEXT) return [];
  const text = new TextDecoder().decode(input.bytes);
  if (!NAMES_ENDPOINT.test(text) && !(COMMANDS.test(text) && (CODE.test(text) || NAMES_FOLLOWED.test(text)))) return [];
  if (yamlRefusal(text, LIMITS) !== null) return [];
  let source = text;
  let documents = parsed(text);
  if (documents.some(hasErrors) && text.includes('{{')) {
    source = withoutTemplates(text);
    documents = parsed(source);
  }
  if (documents.some(hasErrors)) return [];
  const file = { ...placedFile(text), text: source };
  const facts = documents.flatMap((document, index) => startsIn(document.contents, index, file));
  return limitedFacts(facts.toSorted((a, b) => a.line - b.line || a.column - b.column));
}

function hasErrors({ errors }: Document.Parsed): boolean {
  return errors.length > 0;
}

function parsed(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents : [];
}
