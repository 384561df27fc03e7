/** Files of settings and data that name models beside anything else: JSON, TOML, INI, properties, variables, Terraform. */
import type { Fact } from '../../../model/index.ts';
import { baseName } from '../../../base/base-name.ts';
import type { Detector } from '../../detector.ts';
import { limitedFacts } from '../../languages/shell/limits.ts';
import { placedFile } from '../../languages/shell/mapped.ts';
import { mayCommand } from '../../languages/shell/surface.ts';
import { isLockName } from '../../packages/unread-lock.ts';
import { isEnvFile } from '../../starts/env-file.ts';
import { isTranslation } from '../../telling/quiet.ts';
import { noGrammar, problemFact } from '../../text-input.ts';
import { isInterface } from '../described.ts';
import { mayName } from '../keyed/surface.ts';
import type { KeyedNode } from '../keyed/tree.ts';
import { factsInTree } from '../keyed/walk.ts';
import { bicepTree } from './bicep-tree.ts';
import { hclTree } from './hcl-tree.ts';
import { withoutTemplate } from '../template-name.ts';
import { jsonTree } from './json-tree.ts';
import { scriptsOfSettings } from './scripts.ts';
import { linesTree } from './lines-tree.ts';
import { looseText } from './loose-text.ts';
import { prototxtTree } from './prototxt-tree.ts';
import { tomlTree } from './toml-tree.ts';

const LIMIT = 32 * 1024 * 1024;

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly decides: string;
  readonly wants: (path: string) => boolean;
  readonly tree: (text: string) => { readonly root: KeyedNode | null; readonly cut: boolean };
}

const HOW =
  'The key, the keys above it, what stands beside it and the form of the text decide together: names of the hub under keys that say model, tokenizer, dataset or repository; hosted models by their own names or by the provider that is named beside them; models of Ollama; hf:// and huggingface://; arguments and variables in lists; JSON in texts. A list that somebody may choose from is marked as a catalog. What was not understood of a changed file is looked through as before.';

/** Written by programs, or for other programs: nobody loads what they name. */
const OTHERS =
  /^(?:package-lock|npm-shrinkwrap|composer\.lock|tsconfig[\w.-]*|jsconfig[\w.-]*|adapter_config|deno\.lock|bun\.lock|renovate|lerna|nx|turbo|biome|cspell[\w.-]*|\.eslintrc|\.prettierrc|\.babelrc|tslint|angular|manifest|asset-manifest|stats|coverage[\w.-]*|tokenizer|vocab|special_tokens_map|added_tokens|generation_config)\.(?:jsonc?|json5)$|\.(?:min|map|schema|lock)\.json$|\.(?:lock|tsbuildinfo)$/i;

/** What a run wrote down: it says what was loaded once, and loads nothing. */
const RECORDS =
  /(?:^|\/)(?:results?|outputs?|logs?|wandb|mlruns|predictions|(?:eval|benchmark|test)[-_]results|cassettes|recordings|transcripts|traces|__snapshots__)\//i;
/** A folder of one run: "eval_20260821_150628". */
const OF_RUN = /(?:^|\/)[^/]{0,80}20\d{6}[-_T]\d{4,6}[^/]{0,40}\//;

function isOthers(path: string): boolean {
  return (
    OTHERS.test(baseName(path)) ||
    isLockName(path) ||
    /(?:^|\/)node_modules\//.test(path) ||
    isTranslation(path) ||
    ((RECORDS.test(path) || OF_RUN.test(path)) && /\.jsonc?$/i.test(path))
  );
}

const KINDS: readonly Kind[] = [
  {
    id: 'settings-json',
    title: 'Models and datasets in JSON files',
    decides: `${HOW} Comments and commas at the end are read over.`,
    wants: (path) => /\.(?:json|jsonc|json5)$/i.test(path) && !isOthers(path),
    tree: jsonTree,
  },
  {
    id: 'settings-toml',
    title: 'Models and datasets in TOML files',
    decides: HOW,
    wants: (path) => /\.toml$/i.test(path) && !isOthers(path),
    tree: (text) => ({ root: tomlTree(text), cut: false }),
  },
  {
    id: 'settings-lines',
    title: 'Models and datasets in files of settings and variables',
    decides: `${HOW} Files of INI, properties and variables (.env); templates of them (.env.example) name what the product takes where nobody says another.`,
    wants: (path) => (/\.(?:ini|cfg|conf|properties|container)$/i.test(path) || isEnvFile(path)) && !isOthers(path),
    tree: (text) => ({ root: linesTree(text), cut: false }),
  },
  {
    id: 'settings-shell',
    title: 'Models in variables of scripts of fish',
    decides: `${HOW} Of scripts of fish the lines that set a variable to a written text; those of other shells, of make and of just are read with their commands.`,
    wants: (path) => /\.fish$/i.test(path) && !isOthers(path),
    tree: (text) => ({ root: linesTree(text, true), cut: false }),
  },
  {
    id: 'settings-terraform',
    title: 'Models in Terraform files',
    decides: `${HOW} Texts that are written out count; what an expression computes does not. Scripts in a text (user_data, provisioners) are read as commands.`,
    wants: (path) => /\.(?:tf|tfvars|hcl)$/i.test(path) && !/\.lock\.hcl$/i.test(path) && !isOthers(path),
    tree: hclTree,
  },
  {
    id: 'settings-bicep',
    title: 'Models in Bicep files',
    decides: `${HOW} Texts that are written out count; what an expression computes does not.`,
    wants: (path) => /\.(?:bicep|bicepparam)$/i.test(path) && !isOthers(path),
    tree: bicepTree,
  },
  {
    id: 'settings-prototxt',
    title: 'Models in settings of Triton',
    decides: `${HOW} Text of protocol buffers (config.pbtxt): entries of its parameters are those of a map.`,
    wants: (path) => /\.(?:pbtxt|prototxt|textproto)$/i.test(path) && !isOthers(path),
    tree: prototxtTree,
  },
];

function settings({ id, title, decides, wants, tree }: Kind): Detector {
  return {
    id,
    version: 5,
    about: {
      title,
      motivation: 'Most products name their models in a file of settings, and no line of code says which one is taken.',
      decides,
      remedy: 'Write the full commit beside the model where the program takes one:\n"model_id": "org/name", "revision": "<40 hex>"',
      serves: 'CRA Annex I Part II (1): identify and document components',
    },
    reads: 'text',
    limit: LIMIT,
    wants: (path, size) => wants(withoutTemplate(path)) && (size === null || size <= LIMIT),
    grammar: noGrammar,
    facts: ({ bytes }) => read(bytes, tree, id === 'settings-terraform'),
  };
}

/** What a tool wrote about a tree: it names, and loads nothing. */
const REPORT =
  /"(?:bomFormat|spdxVersion|spdxId)"\s{0,5}:|sarif-(?:schema-)?2\.1|"\$schema"\s{0,5}:\s{0,5}"[^"]{0,100}(?:cyclonedx|sarif)/i;

function read(bytes: Uint8Array, tree: Kind['tree'], hasScripts: boolean): readonly Fact[] {
  const text = looseText(bytes);
  if (text === null || !(mayName(text) || (hasScripts && mayCommand(text))) || REPORT.test(text.slice(0, 4_000)) || isInterface(text))
    return [];
  const { root, cut } = tree(text);
  const file = placedFile(text);
  const found = [...factsInTree(root, file, true), ...(hasScripts ? scriptsOfSettings(root, file) : [])];
  const facts = limitedFacts(found.sort((a, b) => a.line - b.line || a.column - b.column));
  // Of a file that names nothing up to there, nobody can say that it names something behind it.
  return cut && facts.length > 0 ? [...facts, problemFact('limit', 'it has more entries than are read', { line: 1, column: 1 })] : facts;
}

export const settingsDetectors: readonly Detector[] = KINDS.map(settings);
