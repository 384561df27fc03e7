/** Files of JavaScript and TypeScript: the loads of models and services, with the names that lead to them. */
import type { Fact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { mayOffer, offeredOptions } from '../../markup/options.ts';
import { placedFile } from '../shell/mapped.ts';
import { decodeUtf8, noGrammar } from '../../text-input.ts';
import { factsOfScript } from './facts.ts';
import { scanScriptImports } from './import-scan.ts';
import { type Script, scriptsIn } from './source.ts';
import { mayScriptLoad, wordsOfScript } from './surface.ts';

const LIMIT = 4 * 1024 * 1024;
/** What other tools wrote, and people do not: it holds what its sources say, and much of others. */
const WRITTEN =
  /(?:^|\/)(?:node_modules|bower_components|vendor|dist|\.next|\.nuxt|\.output|\.svelte-kit|\.yarn)\/|[.-](?:min|bundle|chunk)\.[cm]?js$|\.d\.[cm]?ts$/i;

function read(input: FileInput, script: (text: string) => Script, offers: boolean): readonly Fact[] {
  const decoded = decodeUtf8(input.bytes);
  if (!decoded.ok) return [decoded.problem];
  const { text, elements } = script(decoded.text);
  const words = wordsOfScript(text);
  const imports = scanScriptImports(text, words);
  const facts = input.depth === 'full' || mayScriptLoad(words, imports) ? factsOfScript(text, elements, words, imports) : imports;
  const offered = offers && mayOffer(decoded.text) ? offeredOptions(placedFile(decoded.text)) : [];
  return offered.length === 0 ? facts : [...facts, ...offered];
}

const MOTIVATION =
  'Servers and pages in JavaScript and TypeScript load models from hubs, and ask hosted ones. What their calls name is what ships.';
const DECIDES =
  'Parses the file without running it. Knows transformers.js, the packages of Hugging Face, the AI SDK with its providers, the SDKs of OpenAI, Anthropic, Google, Mistral, Cohere, Groq, AWS Bedrock and Replicate, LangChain, LlamaIndex, Ollama, ONNX Runtime, TensorFlow.js and WebLLM, models that libraries of browsers have themselves (tfjs-models, ml5, face-api, MediaPipe), also from script tags, and requests to their addresses. ' +
  'Follows names through constants, objects, enums, templates, defaults, classes, environment variables, and imports of other files. Files that tools write (dist, *.min.js) are not read. Comments, types and local paths do not count.';
const REMEDY =
  "Name the model by a literal or a constant, and give a full commit where the call takes a revision:\npipeline('task', 'org/name', { revision: '<40 hex>' })";

function detector(id: string, title: string, suffixes: RegExp, script: (text: string) => Script, offers = true): Detector {
  return {
    id,
    version: 4,
    about: {
      title,
      motivation: MOTIVATION,
      decides: DECIDES,
      remedy: REMEDY,
      serves: 'CRA Annex I Part II (1): identify and document components',
    },
    reads: 'text',
    limit: LIMIT,
    wants: (path) => suffixes.test(path) && !WRITTEN.test(path),
    grammar: noGrammar,
    facts: (input) => read(input, script, offers),
  };
}

export const javascriptDetector = detector(
  'javascript',
  'Models, datasets and AI services in JavaScript',
  /\.(?:[cm]?js|jsx)$/i,
  (text) => ({ text, elements: true }),
);
export const typescriptDetector = detector('typescript', 'Models, datasets and AI services in TypeScript', /\.[cm]?ts$/i, (text) => ({
  text,
  elements: false,
}));
export const typescriptElementsDetector = detector(
  'typescript-jsx',
  'Models, datasets and AI services in TypeScript with JSX',
  /\.tsx$/i,
  (text) => ({ text, elements: true }),
);
export const componentDetector = detector(
  'web-component',
  'Models, datasets and AI services in the scripts of Vue, Svelte and Astro',
  /\.(?:vue|svelte|astro)$/i,
  scriptsIn,
);
/** What a page lets people choose, the reader of its markup tells. */
export const pageScriptDetector = detector(
  'web-page-script',
  'Models, datasets and AI services in the scripts of web pages',
  /\.html?$/i,
  scriptsIn,
  false,
);
