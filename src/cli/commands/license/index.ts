/** `weighbridge license`: may this be used in the product, why, and what has to be done for it. */
import {
  InputError,
  isReference,
  judgeLicenseInput,
  judgeLicenseOf,
  judgeLicenseText,
  licenseInputJsonSchema,
  licenseOutputJsonSchema,
  type LicenseOutput,
  MAX_LICENSE_INPUT_BYTES,
  parseRef,
  readOperatorFile,
  readStandardInput,
  schemaText,
  visibleUpTo,
} from '../../../core/index.ts';
import type { Arguments } from '../../args.ts';
import type { Command, Io } from '../../command.ts';
import { withSession } from '../../session.ts';
import { HELP, LOOK_UP, READ } from '../../shared-options.ts';
import { PRODUCT, productOfFlags } from './product-flags.ts';
import { type AnsweredLicense, isUnanswered, licenseText } from './words.ts';

const HINT = 'See "weighbridge license --help".';
const KINDS = ['model', 'dataset', 'library'] as const;
/** A model with its files; its ancestors have a limit of their own. */
const BUDGET = 500;
const MAX_UNHEARD = 5;

export const licenseCommand: Command = {
  name: 'license',
  summary: 'may a model, dataset or library be used in this product, and what is owed for it',
  usage: 'weighbridge license EXPRESSION | REF [--kind KIND] [product…] | --input FILE | --schema input|output',
  example: 'weighbridge license llama3.1 --kind model --use commercial,saas --seat DE --users 20000',
  details:
    'EXPRESSION is a license as cards and packages write it: an SPDX expression, a tag of the hub, a name. REF is asked for: hf:org/name, hf:datasets/org/name, npm:name@1.2.3, pypi:name@1.2.3.\n' +
    'What is not stated of the product is neither yes nor no: where it decides, the answer is that a person has to, and names the flag.\n' +
    '--input takes one question as JSON, with lineage and product ("-": from the standard input); docs/license.md has examples.\n' +
    'Exit code 0: allowed; 1: not allowed, or a person has to decide; 2: the question has mistakes, or who had to be asked did not answer.',
  options: {
    kind: { type: 'string', value: 'KIND', help: 'what comes under the license (of an expression; default: model)', choices: KINDS },
    ...PRODUCT,
    input: { type: 'string', value: 'FILE', help: 'a question as JSON; "-" is the standard input' },
    schema: { type: 'string', value: 'WHICH', help: 'print the JSON Schema of questions or answers', choices: ['input', 'output'] },
    ...LOOK_UP,
    directory: READ['directory'] ?? { type: 'string', help: '' },
    format: { type: 'string', value: 'FORMAT', help: 'output', choices: ['text', 'json'] },
    ...HELP,
  },
  async run(args, io) {
    const schema = args.text('schema');
    if (schema !== undefined) {
      io.out(schemaText(schema === 'input' ? licenseInputJsonSchema() : licenseOutputJsonSchema()));
      return 0;
    }
    const file = args.text('input');
    const answered = file === undefined ? await ofWords(args, io) : await ofFile(file, args, io);
    const { output, unheard } = answered;
    io.out(args.text('format') === 'json' ? json(output) : licenseText(answered));
    if (isUnanswered(answered)) {
      for (const one of unheard.slice(0, MAX_UNHEARD)) io.err(`weighbridge: no answer about ${visibleUpTo(one, 400)}\n`);
      io.err(args.flag('offline') ? 'Nobody was asked: run it without --offline.\n' : 'Nothing is decided yet: try again.\n');
      return 2;
    }
    return output.verdict === 'allow' ? 0 : 1;
  },
};

/** The file says it all: a flag beside it would be a second answer to the same question. */
async function ofFile(file: string, args: Arguments, io: Io): Promise<AnsweredLicense> {
  const given = ['kind', ...Object.keys(PRODUCT)].find(
    (name) => args.text(name) !== undefined || args.toggle(name) !== undefined || args.texts(name).length > 0,
  );
  if (given !== undefined) throw new InputError('USAGE', `--${given} and --input both describe the question`, 'Put it into the file.');
  if (args.positionals.length > 0) throw new InputError('USAGE', 'With --input nothing else is asked about', HINT);
  const bytes =
    file === '-' ? await readStandardInput(MAX_LICENSE_INPUT_BYTES) : await readOperatorFile(io.cwd, file, MAX_LICENSE_INPUT_BYTES);
  const { name, output, product } = judgeLicenseInput(bytes, file === '-' ? 'the standard input' : file);
  return { named: name, output, product, by: 'question', unheard: [] };
}

async function ofWords(args: Arguments, io: Io): Promise<AnsweredLicense> {
  const [named, ...more] = args.positionals;
  if (named === undefined || named.trim() === '' || more.length > 0)
    throw new InputError('USAGE', '"license" takes one license or one reference', 'Put an expression in quotes: "MIT OR Apache-2.0".');
  const product = productOfFlags(args);
  const kind = KINDS.find((one) => one === args.text('kind'));
  const said = { product, by: 'flags' } as const;
  if (!isReference(named))
    return { ...said, named: `${named}, as a ${kind ?? 'model'}`, output: judgeLicenseText(named, kind ?? 'model', product), unheard: [] };
  if (kind !== undefined) throw new InputError('USAGE', `${named.slice(0, 200)} says itself what it is; --kind is for licenses`, HINT);
  const ref = parseRef(named);
  const options = { offline: args.flag('offline'), needsRepository: false, budget: BUDGET };
  return withSession(args, io, options, async ({ ports }) => ({ ...said, named, ...(await judgeLicenseOf(ref, product, ports)) }));
}

/** Names and texts are written by others (T22). */
function json(output: LicenseOutput): string {
  return `${JSON.stringify(output, (_key, value: unknown) => (typeof value === 'string' ? visibleUpTo(value, 100_000) : value), 2)}\n`;
}
