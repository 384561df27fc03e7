/** Python as a language that is read. */
import { KNOWN } from '../known.ts';
import type { LanguageReader } from '../language.ts';
import { pythonDetector, pythonScriptDetector } from './detector.ts';
import { pythonModules } from './modules.ts';
import { notebookDetector } from './notebook/index.ts';

export const pythonReader: LanguageReader = {
  name: KNOWN.python,
  detectors: [pythonDetector, pythonScriptDetector, notebookDetector],
  modules: pythonModules,
  isStep: null,
  example: {
    path: 'app/llm.py',
    source: 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/ner")\n',
    gives: ['import', 'load'],
    pinned: 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/ner", revision="{commit}")\n',
  },
};
