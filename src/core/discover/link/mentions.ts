/**
 * Names that a test holds as data, and that nothing there is known to load: what an assertion compares, what a stand-in answers, what was
 * recorded. They are judged as before, and reports tell them apart from what is loaded. Whatever the product reaches is none (T42).
 */
import type { LoadFact, Stamped } from '../../model/index.ts';
import { hostedModelOf, prefixedModelOf } from '../hosted/index.ts';
import type { FileUse } from '../lookup/question.ts';
import { effectiveScope } from '../lookup/use.ts';
import type { Label } from '../scope.ts';
import { isTemplate } from '../starts/env-file.ts';
import { looksLikeTest } from '../test-paths.ts';

/** What people write where any name would do. */
const PLACEHOLDER =
  /^(?:(?:test|dummy|fake|mock|my|your|some|any|unknown|invalid|non-?existent|missing|example|foo|bar|old|new|bad|custom|default)(?:[-_/].{0,80})?|.{1,80}[-_/](?:test|dummy|fake|mock|foo|bar))$/i;

/** Words for no model: what a program says where it knows none. */
const NO_NAME =
  /^(?:unknown|none|null|nil|undefined|n\/?a|tbd|todo|placeholder|change[-_]?me|your[-_]model(?:[-_](?:name|id))?|model[-_]name|<[^<>]{0,60}>)$/i;

/** Functions of libraries of the hub. */
const LOADS = /pretrained|from_?h(?:f|ub)|download|repo|pipeline|builder|registry|^(?:api|hf|model|dataset)$/i;

/** Names in files of tests, and in what was recorded for them, may be data; in a template for settings what stands for a name is. */
export type DataIn = 'tests' | 'template' | null;

/** What nothing of the product uses. */
export function dataIn(path: string, use: FileUse, label: Label): DataIn {
  if (effectiveScope(path, use, label) === 'test' || (!use.reached && looksLikeTest(path))) return 'tests';
  return isTemplate(path) && !use.started ? 'template' : null;
}

/** `handed`: own code of the repository is called with it. A call of a library that loads something counts as ever. */
export function isMention(fact: Stamped<LoadFact>, text: string | null, handed: boolean, data: DataIn): boolean {
  if (text === null) return false;
  if (fact.component === 'service' && NO_NAME.test(text)) return true;
  if (data === null) return false;
  if (data === 'template') return isNamed(fact) && PLACEHOLDER.test(text);
  if (PLACEHOLDER.test(text)) return true;
  const isHosted = fact.component === 'service' || fact.hub === 'ollama';
  if (handed) return isHosted;
  if (isNamed(fact)) return true;
  return fact.component === 'service' && hostedModelOf(text) === null && prefixedModelOf(text) === null;
}

/** A key, a variable or an argument says that it is meant: no call is read. */
function isNamed({ detector, component, hub, api, within, guessed }: Stamped<LoadFact>): boolean {
  if (guessed === true || api.endsWith(':')) return true;
  const isHosted = component === 'service' || hub === 'ollama';
  if (detector.startsWith('literals-')) return isHosted || (hub === 'hf' && !LOADS.test(api));
  return within === undefined && component === 'service';
}
