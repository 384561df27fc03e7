/** Modelfiles of Ollama: the model that another one is made from, and its adapters. */
import type { Fact } from '../../model/index.ts';
import type { Detector } from '../detector.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { servedModel } from '../runs/served-names.ts';
import { decodeUtf8, noGrammar } from '../text-input.ts';

const LIMIT = 1024 * 1024;
const NAMES = /(?:^|\/)(?:modelfile(?:[._-][\w.-]{1,60})?|[\w.-]{1,80}\.modelfile)$/i;
const INSTRUCTION = /^[ \t]{0,20}(FROM|ADAPTER)[ \t]{1,20}["']?([^\s"']{1,400})/gim;

export const modelfileDetector: Detector = {
  id: 'modelfile',
  version: 1,
  about: {
    title: 'Models in Modelfiles',
    motivation: 'A Modelfile makes a model of another one, which ships with it.',
    decides:
      'FROM and ADAPTER: a name of the registry of Ollama with its tag or digest, or "hf.co/org/name" of the Hugging Face Hub. A path is a file that lies beside it.',
    remedy: 'Name the digest of the model.\nFROM llama3.2@sha256:<64 hex>',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path) => NAMES.test(path) && !/\.(?:py|md|ts|js|go|rs)$/i.test(path),
  grammar: noGrammar,
  facts({ bytes }): readonly Fact[] {
    const decoded = decodeUtf8(bytes);
    if (!decoded.ok) return [decoded.problem];
    const file = placedFile(decoded.text);
    return limitedFacts(
      Array.from(decoded.text.matchAll(INSTRUCTION)).flatMap(({ 0: line, 1: keyword = '', 2: name = '', index }) => {
        const fact = servedModel('ollama', name, keyword.toUpperCase(), file.at(index + line.length - name.length));
        return fact === null ? [] : [keyword.toUpperCase() === 'ADAPTER' ? { ...fact, part: 'lora' } : fact];
      }),
    );
  },
};
