/** YAML files: workflows, compose files, Kubernetes manifests, training configurations. */
import { type Document, parseAllDocuments } from 'yaml';
import type { Fact } from '../../../model/index.ts';
import { type YamlLimits, yamlRefusal } from '../../../base/yaml-limits.ts';
import { embeddedReader, mayEmbed } from '../../languages/shell/embedded.ts';
import { mayFetchScript } from '../../languages/shell/fetched-scripts.ts';
import { addFacts, limitedFacts, newWork } from '../../languages/shell/limits.ts';
import { TELLING, TELLING_APART } from '../../languages/shell/loaders.ts';
import { placedFile } from '../../languages/shell/mapped.ts';
import type { Detector, FileInput, Grammars } from '../../detector.ts';
import { mayRun } from '../../runs/commands.ts';
import { mayNameIndex } from '../../runs/indexes.ts';
import { mayInstall, mayInstallAny } from '../../runs/installs.ts';
import { mayHoldModelFile } from '../../model-file.ts';
import { mayBeModel } from '../../hosted/index.ts';
import { decodeUtf8, problemFact } from '../../text-input.ts';
import { mayName } from '../keyed/surface.ts';
import { isInterface } from '../described.ts';
import { withoutTemplate } from '../template-name.ts';
import { referencesOf } from './references.ts';
import { withoutTemplates } from './template.ts';
import type { Inside } from './document.ts';
import { factsInside } from './inside.ts';
import { factsIn } from './walk.ts';

const LIMITS: YamlLimits = { depth: 60, indent: 400, entries: 50_000, references: true };
/** Of a file that names a model; anything else is only searched. */
const MAX_TEXT = 1024 * 1024;

export const yamlDetector: Detector = {
  id: 'yaml',
  version: 15,
  about: {
    title: 'Models, datasets and packages in YAML files',
    motivation:
      'Workflows, compose files and manifests download and start models that no line of code names; training configurations say what a model is built on.',
    decides:
      'Command lines under run, script, command, entrypoint, args and the like, as text, block or list, with the programs and the Python code that the Dockerfile detector knows; arguments alone are for the program of the image beside them. ' +
      'Keys that name a model (base_model, model_name_or_path, repo_id, model_id, tokenizer, draft_model …), with the revision beside it or without one; "model" counts where its neighbors load it themselves, and not where they speak of a hosted service. Addresses of files on the hub, hf:// (KServe storageUri) and huggingface://; of weights on any server or in an object store (s3://, gs://), with the digest beside them. ' +
      'Aliases and merge keys are followed. Variables of env, environment and variables may be replaced by whoever starts it. Every package that a command installs is listed as in Dockerfiles; those of steps and scripts are for development, unless they are of AI. A file that names none of these is only searched; one that does, and is not a YAML, is a problem of the tree; the expressions of templates (Helm, Jinja) count as computed.',
    remedy:
      'Name the full commit in the command or beside the model; "weighbridge pin --write" does so.\nrun: hf download org/name --revision <40 hex>',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 32 * 1024 * 1024,
  wants: (path) => /\.ya?ml$/i.test(withoutTemplate(path)) && !/(?:^|\/)(?:pnpm-lock|(?:[^/]*\.)?conda-lock)\.ya?ml$/i.test(path),
  grammar: ({ bytes }) => (mayEmbed(new TextDecoder().decode(bytes)) ? 'python' : null),
  facts: readYamlFile,
};

/** A key that can name a model. */
const KEY =
  '(?:model|repo|hf_?\\w{0,20}|hugging_?face|pretrained|tokenizer|processor|checkpoint|name_or_path)(?:[-_. ]?(?:ids?|names?|path|tag|dir|models?|repo|or_path|name_or_path)){0,3}s?["\']?\\s{0,20}:[ \\t]*';
/** With something behind it that can be a name, in this line or the next. */
const KEYED = new RegExp(`${KEY}(?:#[^\\n]*)?(?:\\r?\\n|["'&*!|>{[$]|[^\\n]{0,300}/)`, 'i');
/** With a name, an alias or an anchored name. */
const NAMED = new RegExp(
  `${KEY}(?:\\*\\w|(?:[&!]\\S{1,60}[ \\t]+)?["']?[A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95}["']?[ \\t]*(?:[#,}\\]][^\\n]*)?(?:\\r?\\n|$))`,
  'i',
);
/** The value of a variable in a list: `- name: MODEL_ID`. */
const LISTED = /(?:MODEL|HF)[A-Z_]{0,40}\b/;
/** For the program of an image that nobody names. */
const ARGUMENT = /--model\b/;

/** Whether the file says in plain words that it names a model: if it cannot be read, that is a problem of the tree. */
function isNaming(text: string): boolean {
  return TELLING.test(text) || TELLING_APART.test(text) || NAMED.test(text) || namesHosted(text);
}

/** `model: gpt-4o` */
function namesHosted(text: string): boolean {
  const values = text.matchAll(/(?:model|llm|engine|deployment)[\w-]{0,30}["']?:[ \t]{0,20}["']?([\w./:@-]{3,80})/gi);
  return Array.from(values).some(([, value = '']) => mayBeModel(value));
}

/** Whether there is anything to read. Whatever the full reader takes, this lets through (T35). */
function isTelling(text: string): boolean {
  // A shell and YAML leave these out of a word; and an escape of YAML can be any letter.
  const words = text.replace(/\\\r?\n[ \t]*|["'\\]/g, '');
  return (
    isNaming(text) ||
    TELLING.test(words) ||
    mayHoldModelFile(words) ||
    KEYED.test(text) ||
    LISTED.test(text) ||
    ARGUMENT.test(text) ||
    mayName(text) ||
    mayEmbed(text) ||
    mayRun(text) ||
    mayInstall(text) ||
    mayInstallAny(words) ||
    mayNameIndex(words) ||
    mayFetchScript(words) ||
    text.includes('dockerfile_inline') ||
    /\\[xuU]/.test(text)
  );
}

function readYamlFile(input: FileInput, grammars: Grammars): readonly Fact[] {
  const { text: loose, isWide } = looseText(input.bytes);
  if (!isTelling(loose) || isInterface(loose)) return [];
  const read = factsOfYaml(input.bytes, grammars.python);
  return read.ok || isWide || isNaming(loose) ? read.facts : [];
}

/** `isWide`: UTF-16, in which programs take YAML, too (YAML 1.2.2, section 5.2). It is said as not read. */
function looseText(bytes: Uint8Array): { readonly text: string; readonly isWide: boolean } {
  const [first = 1, second = 1] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
    return { text: new TextDecoder('utf-16le').decode(bytes), isWide: true };
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
    return { text: new TextDecoder('utf-16be').decode(bytes), isWide: true };
  return { text: new TextDecoder().decode(bytes), isWide: false };
}

type Read = { readonly ok: boolean; readonly facts: readonly Fact[] };

function factsOfYaml(bytes: Uint8Array, parser: Grammars['python']): Read {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return unread(decoded.problem);
  const { text } = decoded;
  // UTF-16 without its mark, in which letters of ASCII are no invalid bytes.
  if (bytes.subarray(0, 2).includes(0)) return unread(problemFact('not-utf8', 'not UTF-8 text', { line: 1, column: 1 }));
  const file = placedFile(text);
  if (text.length > MAX_TEXT) return unread(problemFact('too-large', 'it names a model, and is larger than 1 MB', { line: 1, column: 1 }));
  const refusal = yamlRefusal(text, LIMITS);
  if (refusal !== null) return unread(problemFact('limit', refusal.message.replace(/\.$/, ''), file.at(refusal.offset)));
  let source = text;
  let documents = parsed(text);
  if (documents.some(({ errors }) => errors.length > 0) && text.includes('{{')) {
    source = withoutTemplates(text);
    documents = parsed(source);
  }
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) return unread(problemFact('syntax', 'it names a model, and is not valid YAML', file.at(error.pos[0])));
  const references = referencesOf(documents);
  const inside: Inside[] = [];
  const outer = { file: { ...file, text: source }, python: embeddedReader(parser, file), work: newWork(), inside };
  const facts: Fact[] = [];
  for (const { contents } of documents) {
    const found = factsIn(contents, references, outer);
    if (found === null) return unread(problemFact('limit', 'its aliases stand for more than is read', { line: 1, column: 1 }));
    addFacts(facts, found);
  }
  for (const document of inside) addFacts(facts, factsInside(document, file, parser));
  return { ok: true, facts: unique(limitedFacts(facts)).sort((a, b) => a.line - b.line || a.column - b.column) };
}

function unread(problem: Fact): Read {
  return { ok: false, facts: [problem] };
}

/** An alias shows the same load again. */
function unique(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

function parsed(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents : [];
}
