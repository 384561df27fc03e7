/** Python files: the loads of models, datasets and services, with the names that lead to them. */
import type { Detector } from '../detector.ts';
import { pythonFacts } from './facts.ts';
import { mayLoad, scanImports } from './surface.ts';

const LIMIT = 4 * 1024 * 1024;

/** Python source is UTF-8 unless it says otherwise; a wrong byte becomes U+FFFD, which no name can contain. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

export const pythonDetector: Detector = {
  id: 'python',
  version: 1,
  about: {
    title: 'Models, datasets and AI services in Python code',
    motivation:
      'Most models enter a product through one call, such as from_pretrained. What that call names, and at which revision, is what ships.',
    decides:
      'Parses the file with the Python grammar, without running it. Knows from_pretrained, pipeline, SentenceTransformer, hf_hub_download, snapshot_download, load_dataset, torch.hub.load, vLLM and the clients of hosted services. ' +
      'Follows names through constants, other modules, defaults, environment variables and conditional expressions. Comments, docstrings and local paths do not count.',
    remedy:
      'Name the model by a literal or a constant, and give revision= a full commit:\nAutoModel.from_pretrained("org/name", revision="<40 hex>")',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => path.endsWith('.py'),
  grammar: (input) => (input.depth === 'full' || mayLoad(textOf(input.bytes)) ? 'python' : null),
  facts(input, grammars) {
    const text = textOf(input.bytes);
    return grammars.python === undefined ? scanImports(text) : pythonFacts(grammars.python, text);
  },
};
