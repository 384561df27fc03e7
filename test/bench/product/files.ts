/** The files of the product: any number, each a function of its index. */
import type { TextFile } from '../history.ts';
import { type Kind, PACKAGE, type Spot, spotOf } from './layout.ts';
import { type Load, loadOf } from './loads.ts';
import {
  dockerfileText,
  jsonText,
  manifestText,
  otherText,
  pageText,
  requirementsText,
  shellText,
  webTestText,
  webText,
  yamlText,
} from './others.ts';
import { exampleText, initText, moduleText, notebookText, settingsText, testText, type Writing } from './python.ts';

const TEXTS: Readonly<Record<Kind, (number: number, at: number, writing: Writing) => string>> = {
  init: initText,
  settings: (number, _, writing) => settingsText(number, writing),
  module: moduleText,
  test: testText,
  web: webText,
  'web-test': webTestText,
  page: pageText,
  yaml: yamlText,
  json: jsonText,
  manifest: manifestText,
  requirements: requirementsText,
  shell: shellText,
  dockerfile: (number, _, writing) => dockerfileText(number, writing),
  notebook: (number, _, writing) => notebookText(number, writing),
  example: (number, _, writing) => exampleText(number, writing),
  other: otherText,
};

export function fileOf(index: number, total: number, change: { readonly edit?: number; readonly load?: Load } = {}): TextFile {
  const spot: Spot = spotOf(index);
  const writing = { packages: Math.floor(total / PACKAGE), load: change.load ?? loadOf(index), edit: change.edit ?? 0 };
  return { path: spot.path, text: TEXTS[spot.kind](spot.package, spot.at, writing) };
}
