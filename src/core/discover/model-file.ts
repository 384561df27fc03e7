/** Addresses of files: which of them hold weights, by the name of the file and by the words beside it. Linear, no address is asked. */
import { namesWeights, WEIGHTS_SUFFIXES } from '../base/weight-names.ts';

/** Schemes of addresses that a program fetches from: of the web, and of object stores. */
export const SCHEMES_OF_FILES = 'https?|ftp|s3a?|gc?s|azure|az|abfss?|wasbs?|oss|cosn?|obs|r2|swift|minio';
const ADDRESS = new RegExp(`^(?:${SCHEMES_OF_FILES})://[^/?#\\s]`, 'i');

/** How an address of a file begins, as the source of a pattern. */
export const BEGINS_ADDRESS = `(?:${SCHEMES_OF_FILES}):\\/\\/`;

/** Suffixes of weights that other data have, too: a word for models must stand in the address, or beside it. */
const DOUBTFUL = words(
  'bin pkl pickle npz npy pb pbtxt msgpack model params plan engine lite h5 hdf5 dill cloudpickle weights torch f16 pkl.gz pickle.gz pkl.bz2 pkl.xz',
);
/** Suffixes of weights that are fetched, and that no tree holds under such a name. */
const FETCHED = words('onnx_data jit litertlm torchscript');
const BUNDLES = words('task spm mlpackage mat dat tf');
const ARCHIVES = words('zip tar gz tgz bz2 tbz2 xz txz zst 7z tar.gz tar.bz2 tar.xz tar.zst');

/** Suffixes by which a file is one of a model, and those that count where more says so; longest first. */
export const SUFFIXES_OF_MODELS = longestFirst([...WEIGHTS_SUFFIXES, ...FETCHED].filter((one) => !DOUBTFUL.has(one)));
export const SUFFIXES_OF_OTHERS = longestFirst([...DOUBTFUL, ...BUNDLES, ...ARCHIVES]);

const NAMED = new RegExp(
  `\\.(?:${[...WEIGHTS_SUFFIXES, ...DOUBTFUL, ...FETCHED, ...BUNDLES].filter((one) => !one.includes('.')).join('|')})(?!\\w)|civitai\\.com|(?:s3|gs|az)[a-z]?:\\/\\/`,
  'i',
);
const BUNDLED = new RegExp(`\\.(?:${[...ARCHIVES].join('|')})(?!\\w)`, 'i');

/** A command whose address stands in a variable, or that fetches by a list; one that copies from another machine. */
const FETCHES =
  /\b(?:curl|wget|aria2c|axel)\b[^\n]{0,300}(?:\$|\s-(?:i|K)\s|--(?:input-file|config)\b)|\bgdown\b|\b(?:scp|rsync|sftp|rclone|nc|ncat|socat)\b[^\n]{0,300}[:>]/;

/** They bring a file whose address may say nothing, and a folder of models may be where it goes. */
const BRINGS = /\b(?:curl|wget|aria2c|scp|rsync|sftp|rclone|tar|unzip|ADD)\b/;
const LISTED = /\bgdown\b|\b(?:wget|aria2c|curl)\b[^\n]{0,300}(?:\s-(?:i|K)\s|--(?:input-file|config)\b)/;

/** In an address: families of models, and what people call the folder. */
const MODEL_WORDS =
  /model|checkpoint|ckpt|weight|pretrain|pre-train|backbone|bert|gpt|llama|whisper|wav2vec|yolo|resnet|resnext|vgg|mobilenet|efficientnet|inception|densenet|unet|u2net|alexnet|vit[-_]|clip|lora|embedding|word2vec|fasttext|glove|spacy|stanza|vosk|silero|piper|voice|tts|asr|vocoder|onnx|tflite|torch|keras|caffe|detect|segment|classif|recogni|insightface|arcface|face|openpose|[^a-z]sam[^a-z]|dino|diffusion|esrgan|gan[^a-z]|vae|mediapipe|tokeniz/i;
/** Of an archive: more than a family, which a data set may be named after. */
const ARCHIVE_WORDS =
  /(?<!3d[-_]?)model(?!net)|checkpoint|ckpt|weight|pretrain|pre-train|bert|gpt|llama|whisper|word2vec|fasttext|glove|embedding|vosk|insightface|buffalo_[a-z]|antelope/i;
const DATA_WORDS = /modelnet|data-?_?sets?|corpus|corpora|annotations|benchmark/i;
/** What archives of data are called in folders of any name. */
const DATA_NAMES = /^(?:data|train|test|val|images?|labels?|samples?)[-_.]?\d*\./;
/** What code calls it: a variable, a key, a function. */
const BESIDE = /model|weight|checkpoint|ckpt|pretrain|backbone|encoder|decoder|embedding|tokeniz|state_?dict|detector|vocoder/i;

/** Whether the words beside an address say that it is one of a model. */
export function saysModelFile(words: string): boolean {
  return BESIDE.test(words);
}

/** Whether the text is the whole address of something, as a program would fetch it. */
export function isFileAtAddress(text: string): boolean {
  return ADDRESS.test(text) && text.length <= 2_000 && !/[\s<>{}"'`|\\]|\.\.\.|\/your[-_]/i.test(text) && !OWN.test(text);
}

/** The machine itself, and the servers of documentation (RFC 2606, section 3). */
const OWN = /^[a-z]+:\/\/(?:[^/?#@]*@)?(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1\]|(?:www\.)?example\.(?:com|org|net))(?:[:/?#]|$)/i;

/** Servers that have nothing but models, whatever the path is called. */
const MODEL_SERVERS = /^https?:\/\/civitai\.com\/api\/download\/models\/\d/i;

/** Whether the file of this address holds weights. `beside`: words say so. */
export function isModelFile(address: string, beside: boolean): boolean {
  if (!isFileAtAddress(address)) return false;
  if (MODEL_SERVERS.test(address)) return true;
  return /^[^/]+\/\/[^/]+\//.test(address) && (OF_CODE.test(address) ? OF_RELEASE.test(address) : namesModelFile(address, beside));
}

/** Of an archive of a release: a family of models is a word that programs for them have, too. */
const OF_RELEASE = /[^/]*(?:model|checkpoint|ckpt|weight|pretrain|word2vec|fasttext|glove|buffalo_|antelope)[^/]*$/i;
/** Archives of a program: of a release, of a commit. */
const OF_CODE =
  /^https?:\/\/(?:www\.)?(?:github|gitlab)\.com\/[^?#]{1,300}\/(?:releases\/download|archive)\/[^?#]{1,300}\.(?:zip|t?gz|t?xz|t?bz2|zst)$/i;

/** The same of a path, or of its end. */
export function namesModelFile(text: string, beside: boolean): boolean {
  const path = pathOf(text);
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const [suffix, double] = [name.split('.').slice(1).at(-1), name.split('.').slice(1).slice(-2).join('.')];
  if (suffix === undefined) return false;
  const isOf = (set: ReadonlySet<string>): boolean => set.has(suffix) || set.has(double);
  if (isOf(FETCHED) || (namesWeights(name) && !isOf(DOUBTFUL))) return true;
  if (isOf(DOUBTFUL) || isOf(BUNDLES)) return beside || MODEL_WORDS.test(path);
  if (!isOf(ARCHIVES) || DATA_WORDS.test(name)) return false;
  return beside || (ARCHIVE_WORDS.test(path) && !DATA_NAMES.test(name));
}

/** Whether an address is one of an object store, by its scheme. */
export function isObjectStore(address: string): boolean {
  return isFileAtAddress(address) && !/^(?:https?|ftp):/i.test(address);
}

/** A folder of an object store that is called after models, such as a program copies whole. */
export function isModelFolder(address: string): boolean {
  if (!isObjectStore(address)) return false;
  const path = pathOf(address).replace(/\/+$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  return FOLDER.test(path) && (!last.includes('.') || /^v?\d{1,9}(?:\.\d{1,9}){0,3}$/.test(last));
}
/** A folder of a machine that is called so, or a path below one. */
export function isFolderOfModels(path: string): boolean {
  return path.startsWith('/') && FOLDER.test(path);
}
const FOLDER = /\/(?:[\w-]{0,60}[-_])?(?:models?|checkpoints?|weights)(?:[-_][\w-]{0,60})?(?:\/|$)/i;

/** Whether a text can hold an address of weights, or a part of one. False is certain. */
export function mayHoldModelFile(text: string): boolean {
  if (!text.includes('://') && !text.includes('storage blob') && !FETCHES.test(text)) return false;
  if (NAMED.test(text) || LISTED.test(text) || (BRINGS.test(text) && FOLDER.test(text))) return true;
  return BUNDLED.test(text) && (ARCHIVE_WORDS.test(text) || BESIDE.test(text));
}

/** Without what is asked behind it, and without the word by which some servers hand out a file. */
function pathOf(address: string): string {
  return address.replace(/[?#][\s\S]*$/, '').replace(/\/(?:download|content)\/?$/i, '');
}

function longestFirst(suffixes: readonly string[]): readonly string[] {
  return suffixes.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
