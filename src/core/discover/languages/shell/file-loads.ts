/** Addresses of weights in commands → loads: `wget https://host/model.onnx`, `ADD --checksum=sha256:… https://…`, `aws s3 cp s3://bucket/model.pt .`. */
import { statedDigestIn } from '../../../base/stated-digest.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import { hubFileUrl, mirroredFileUrl } from './hub-url.ts';
import { driveAddress } from '../../file-ref.ts';
import { isFileAtAddress, isModelFile, isModelFolder, isObjectStore, namesModelFile, saysModelFile } from '../../model-file.ts';
import type { PlacedFile } from './mapped.ts';
import { shownValue, type Variables, wordValue } from './values.ts';
import { nameOfOutput } from './transfers.ts';
import { plainText, type ShellCommand, type Word } from './words.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

/** Programs that fetch what their arguments name. */
const FETCHERS = /^(?:wget2?|curl|aria2c|axel|http|https|xh)$/;
/** Programs that copy between an object store and the machine. */
const COPIERS = /^(?:aws|gsutil|gcloud|azcopy|rclone|s3cmd|s4cmd|s5cmd|mc|mcli|ossutil(?:64)?|coscli|obsutil|b2)$/;
const COPIES = /^(?:cp|copy|copyto|sync|mv|move|get|rsync|cat|download)$/;
/** They send, or only look. */
const SENDS = /^(?:-T|--upload-file.*|put|rm|ls|del|rb|mb|-X(?:PUT|POST|DELETE|HEAD)|PUT|POST|DELETE|HEAD|-I|--head|--spider)$/;
/** What a fetched file is called on the machine. "-O" of curl has no value: the file is called as on the server. */
const OUTPUT = /^(?:-[a-zA-Z]{0,6}[oO]|--output(?:-document)?|--out|-P|--directory-prefix|-d|--dir)$/;
const OUTPUT_OF_CURL = /^(?:-[a-zA-Z]{0,6}o|--output(?:-dir)?|-d)$/;

export interface FetchContext {
  readonly file: PlacedFile;
  readonly variables: Variables;
  /** The whole command, as its output is noted. */
  readonly command?: ShellCommand;
  /** Archives that the script unpacks into a folder of models. */
  readonly unpacked?: ReadonlySet<string>;
}

/** `words`: of one command, from its program on. */
export function fetchedFiles(words: ShellCommand, program: string, context: FetchContext): LoadFact[] {
  const texts = words.map((word) => plainText(word));
  if (program !== 'git' && texts.slice(0, 40).some((text) => text !== null && SENDS.test(text))) return [];
  const outputs = outputsOf(texts, program);
  const isKept = isKeptAsModel(texts, outputs, program, context);
  if (program === 'gdown') return ofDrive(words, texts, outputs, context);
  const digest = digestOf(texts);
  const stated = digest === null ? {} : { digest };
  const found = words.flatMap((word, index): LoadFact[] => {
    if (outputs.has(index)) return [];
    const target = targetOf(words, index, program, isKept, context.variables);
    if (target === null) return [];
    return [{ ...BLANK, target, addresses: target.kind === 'literal' ? 'all' : 'beside', ...stated, ...at(word, context) }];
  });
  // One digest says nothing of two files.
  const loads = found.length > 1 ? found.map(({ digest: _, ...load }): LoadFact => load) : found;
  if (loads.length > 0) return loads;
  if (program === 'az') return ofBlob(texts, words[0], context);
  return FETCHERS.test(program) ? unnamed(words, texts, outputs, isKept, context) : [];
}

/** `gdown 1aBc…`, `gdown --id 1aBc… -O model.pth`, `gdown "https://drive.google.com/uc?id=1aBc…"`: the first word that is no option. */
function ofDrive(words: ShellCommand, texts: readonly (string | null)[], outputs: ReadonlySet<number>, context: FetchContext): LoadFact[] {
  const index = texts.findIndex((text, at) => at > 0 && !outputs.has(at) && (text === null || !text.startsWith('-')));
  const word = words[index];
  if (word === undefined) return [];
  const { value } = wordValue(word, context.variables);
  const text = value.kind === 'literal' ? value.text : null;
  const isModel = [...outputs].some((at) => namesModelFile(texts[at] ?? '', saysModelFile(texts[at] ?? '')));
  const isId = text !== null && /^[\w-]{20,100}$/.test(text);
  if (text !== null && !isId && !/^https?:\/\/(?:drive|docs)\.google\.com\//.test(text)) return [];
  const target: Expression = isId ? { kind: 'literal', text: driveAddress(text) } : value;
  return [{ ...BLANK, api: 'gdown', component: isModel ? 'model' : 'dataset', target, addresses: 'all', ...at(word, context) }];
}

/** Whether what is fetched is called like a file of a model on the machine, or unpacked into a folder of them, whatever its address says. */
function isKeptAsModel(
  texts: readonly (string | null)[],
  outputs: ReadonlySet<number>,
  program: string,
  { command, unpacked }: FetchContext,
): boolean {
  // `ADD address file`: the address is its first word.
  const isAdded = isFileAtAddress(program) || isFileAtAddress(texts[0] ?? '');
  if (!FETCHERS.test(program)) return isAdded && texts.length === 2 && namesModelFile(texts[1] ?? '', false);
  const joined = texts.flatMap((text) => /^--(?:output(?:-document)?|out)=(.{1,300})$/.exec(text ?? '')?.[1] ?? []);
  const names = [...joined, ...[...outputs].map((index) => texts[index] ?? '')];
  if (names.some((name) => namesModelFile(name, false) || unpacked?.has(name.slice(name.lastIndexOf('/') + 1)) === true)) return true;
  if (command !== undefined && nameOfOutput(command) !== null) return true;
  const addresses = texts.flatMap((text) => (text !== null && isFileAtAddress(text) ? [text.replace(/[?#][\s\S]*$/, '')] : []));
  return names.length === 0 && addresses.some((text) => unpacked?.has(text.slice(text.lastIndexOf('/') + 1)) === true);
}

/** Spots of the words that say how the file is called on the machine. */
function outputsOf(texts: readonly (string | null)[], program: string): ReadonlySet<number> {
  const option = program === 'curl' ? OUTPUT_OF_CURL : OUTPUT;
  return new Set(texts.flatMap((text, index) => (text !== null && option.test(text) ? [index + 1] : [])));
}

const BLANK = {
  ...PLAIN_LOAD,
  component: 'model',
  hub: 'url',
  api: 'download',
} as const satisfies Partial<LoadFact>;

function at({ source }: Word, { file }: FetchContext): Pick<LoadFact, 'line' | 'column'> {
  return file.at(source.offsets[0] ?? 0);
}

/** The address that a word is, where its file holds weights; null: it is none. `isKept`: the file is called like one that does. */
function targetOf(words: ShellCommand, index: number, program: string, isKept: boolean, variables: Variables): Expression | null {
  const word = words[index];
  if (word === undefined || !word.source.text.slice(0, 2_100).match(/:\/\/|\$/)) return null;
  const { value } = wordValue(word, variables);
  const fixed = value.kind === 'overridable' ? value.fallback : value;
  const rest = words.filter((_, other) => other !== index);
  const beside = saysModelFile(
    rest
      .map(({ source }) => source.text.slice(0, 200))
      .join(' ')
      .slice(0, 4_000),
  );
  if (fixed?.kind === 'literal') {
    const text = fixed.text.replace(/^--?[\w-]{1,60}=/, '');
    if (hubFileUrl(text) !== null || mirroredFileUrl(text) !== null || isSentTo(words, index, program, text)) return null;
    const isOne = isModelFile(text, beside) || (COPIERS.test(program) && isModelFolder(text)) || (isKept && isFileAtAddress(text));
    if (!isOne) return null;
    return value.kind === 'overridable' ? { ...value, fallback: { kind: 'literal', text } } : { kind: 'literal', text };
  }
  // `https://host/$size.pth` in a loop over sizes: linking tells each of them.
  if (value.kind === 'join') return isOfModel(value.parts.at(-1), beside) ? value : null;
  const options = value.kind === 'choice' ? value.options.filter((one) => isOfModel(one, beside)) : [];
  return options.length === 0 ? null : { kind: 'choice', options };
}

/** Whether an address that ends so can be one of weights. */
function isOfModel(end: Expression | undefined, beside: boolean): boolean {
  return end?.kind !== 'literal' || (isFileAtAddress(end.text) ? isModelFile(end.text, beside) : namesModelFile(end.text, beside));
}

/** `aws s3 cp model.pt s3://bucket/model.pt`: the last of two is where it goes to. */
function isSentTo(words: ShellCommand, index: number, program: string, text: string): boolean {
  if (!isObjectStore(text) && !COPIERS.test(program)) return false;
  const plain = words.map((word) => plainText(word) ?? '$');
  const verb = plain.findIndex((one) => COPIES.test(one));
  if (verb < 0) return COPIERS.test(program);
  const named = plain.flatMap((one, place) => (place > verb && !one.startsWith('-') ? [place] : []));
  return named.length > 1 && named.at(-1) === index;
}

/** `--checksum=sha256:…`, `--checksum=sha-256=…`, a digest as a word of its own. */
function digestOf(texts: readonly (string | null)[]): string | null {
  const all = texts
    .slice(0, 200)
    .flatMap((text) => (text === null || text.length > 300 ? [] : (statedDigestIn(text.replace(/^--[\w-]{1,40}=/, '')) ?? [])));
  return new Set(all).size === 1 ? (all[0] ?? null) : null;
}

/** `az storage blob download --account-name a --container-name c --name model.onnx` */
function ofBlob(texts: readonly (string | null)[], start: Word | undefined, context: FetchContext): LoadFact[] {
  if (start === undefined || texts.slice(1, 4).join(' ') !== 'storage blob download') return [];
  const given = (...names: readonly string[]): string | null => {
    const index = texts.findIndex((text) => text !== null && names.includes(text));
    return index < 0 ? null : (texts[index + 1] ?? null);
  };
  const [account, container, name] = [given('--account-name'), given('--container-name', '-c'), given('--name', '-n')];
  if (name === null || !namesModelFile(name, saysModelFile(`${container} ${name}`))) return [];
  const text = `https://${account ?? '?'}.blob.core.windows.net/${container ?? '?'}/${name}`;
  const target: Expression =
    account === null || container === null
      ? { kind: 'unmodeled', text: `${container ?? 'container'}/${name}`.slice(0, 80) }
      : { kind: 'literal', text };
  return [{ ...BLANK, target, addresses: 'all', ...at(start, context) }];
}

/** `curl -L "$URL" -o model.gguf`: what the file is called says that it is one of a model, and only running it tells which. */
function unnamed(
  words: ShellCommand,
  texts: readonly (string | null)[],
  outputs: ReadonlySet<number>,
  isKept: boolean,
  context: FetchContext,
): LoadFact[] {
  const word = words.slice(1).find((one, index) => {
    if (outputs.has(index + 1) || texts[index + 1] !== null) return false;
    const { source } = one;
    const text = source.text.slice(0, 2_000).replace(/^["']|["']$/g, '');
    // `curl -H "$AUTH"`: the value of an option is no address.
    const isAlone = isKept && /^\$\{?\w{1,100}\}?$/.test(text) && !OPTION_WITH_VALUE.test(texts[index] ?? '');
    const isRemote =
      isAlone || /^(?:https?|ftp|s3|gs):\/\//.test(text) || /^\$\{?\w*(?:url|uri|link|host|base|mirror|endpoint)\w*/i.test(text);
    return isRemote && (isKept || namesModelFile(text, saysModelFile(text)));
  });
  if (word === undefined || isKnownElsewhere(word, context)) return [];
  return [{ ...BLANK, target: { kind: 'unmodeled', text: shownAddress(word) }, addresses: 'all', ...at(word, context) }];
}

const OPTION_WITH_VALUE =
  /^(?:-[HuAebxdFwmTX]|--(?:header|user|user-agent|referer|cookie|proxy|data|form|write-out|max-time|request|retry))$/;

/** As it is written, without quotes and without a query (T21). */
function shownAddress(word: Word): string {
  return shownValue(word)
    .replace(/^["']|["']$/g, '')
    .replace(/[?#][\s\S]*$/, '');
}

/** An address that is known, and is none of weights, or is one of the hub. */
function isKnownElsewhere(word: Word, { variables }: FetchContext): boolean {
  const { value } = wordValue(word, variables);
  const fixed = value.kind === 'overridable' ? value.fallback : value;
  return (fixed?.kind === 'literal' && isFileAtAddress(fixed.text)) || /(?:huggingface|\bhf)\.co\b/.test(word.source.text);
}
