/** Templates of pages: what a person may choose there. */
import type { Detector } from '../detector.ts';
import { KNOWN, suffixOf } from '../languages/known.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import { noGrammar } from '../text-input.ts';
import { offeredOptions } from './options.ts';

const LIMIT = 1024 * 1024;
/** Pages whose scripts are read have their options looked at there (`languages/javascript`). */
const SUFFIXES: readonly string[] = [
  ...KNOWN.webPage.suffixes.filter((suffix) => !/^html?$/.test(suffix)),
  'jinja',
  'jinja2',
  'j2',
  'twig',
  'erb',
  'gohtml',
  'tmpl',
  'phtml',
];

export const pageDetector: Detector = {
  id: 'page-template',
  version: 1,
  about: {
    title: 'Models that the template of a page lets somebody choose',
    motivation: 'A form with a list of models offers each of them: what is chosen there is asked.',
    decides:
      'Options of a list, radio buttons and the like whose value is an id of a hosted model, or a name of a known owner on the hub, in templates of HTML; in HTML itself the reader of its scripts finds them. Their models are marked as offered. Comments are left out.',
    remedy: 'Offer models by the dated name that the provider keeps:\n<option value="gpt-4o-2024-08-06">GPT-4o</option>',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => SUFFIXES.includes(suffixOf(path)) && (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts: ({ bytes }) => limitedFacts(offeredOptions(placedFile(new TextDecoder().decode(bytes)))),
};
