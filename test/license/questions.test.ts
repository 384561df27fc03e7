/** Whole questions, written from the catalogue and the texts before the engine was looked at; a row is a claim about a license, not about the program. */
import { describe, expect, it } from 'vitest';
import { ask } from './command-support.ts';
import { ANCESTORS_ASKED } from './questions/ancestors.ts';
import { COMMUNITY_MODELS_ASKED } from './questions/community-models.ts';
import { CONTENT_AND_CODE_MODELS_ASKED } from './questions/content-and-code-models.ts';
import { COPYLEFT_COMBINATIONS_ASKED } from './questions/copyleft-combinations.ts';
import { COPYLEFT_LIBRARIES_ASKED } from './questions/copyleft-libraries.ts';
import { DATASETS_ASKED } from './questions/datasets.ts';
import { FIGURE_MODELS_ASKED } from './questions/figure-models.ts';
import { LLAMA_MODELS_ASKED } from './questions/llama-models.ts';
import { MORE_VENDOR_MODELS_ASKED } from './questions/more-vendor-models.ts';
import { NETWORK_AND_SOURCE_AVAILABLE_ASKED } from './questions/network-and-source-available.ts';
import { ODD_STATEMENTS_ASKED } from './questions/odd-statements.ts';
import { PERMISSIVE_LIBRARIES_ASKED } from './questions/permissive-libraries.ts';
import { RAIL_MODELS_ASKED } from './questions/rail-models.ts';
import { RESEARCH_MODELS_ASKED } from './questions/research-models.ts';
import { SEVERAL_STATEMENTS_ASKED } from './questions/several-statements.ts';
import { TEACHERS_AND_DATA_ASKED } from './questions/teachers-and-data.ts';
import { TERRITORIES_ASKED } from './questions/territories.ts';
import { WEAK_COPYLEFT_LIBRARIES_ASKED } from './questions/weak-copyleft-libraries.ts';
import type { QuestionRow } from './questions/question.ts';

const FAMILIES: Readonly<Record<string, readonly QuestionRow[]>> = {
  'permissive libraries': PERMISSIVE_LIBRARIES_ASKED,
  'copyleft libraries': COPYLEFT_LIBRARIES_ASKED,
  'copyleft combinations': COPYLEFT_COMBINATIONS_ASKED,
  'weak copyleft libraries': WEAK_COPYLEFT_LIBRARIES_ASKED,
  'network and source available': NETWORK_AND_SOURCE_AVAILABLE_ASKED,
  datasets: DATASETS_ASKED,
  'content and code models': CONTENT_AND_CODE_MODELS_ASKED,
  'llama models': LLAMA_MODELS_ASKED,
  'community models': COMMUNITY_MODELS_ASKED,
  'more vendor models': MORE_VENDOR_MODELS_ASKED,
  'research models': RESEARCH_MODELS_ASKED,
  'rail models': RAIL_MODELS_ASKED,
  'figure models': FIGURE_MODELS_ASKED,
  territories: TERRITORIES_ASKED,
  ancestors: ANCESTORS_ASKED,
  'teachers and data': TEACHERS_AND_DATA_ASKED,
  'odd statements': ODD_STATEMENTS_ASKED,
  'several statements': SEVERAL_STATEMENTS_ASKED,
};
const rows = Object.values(FAMILIES).flat();

it('are at least 400, each another question with a source', () => {
  expect(rows.length).toBeGreaterThanOrEqual(400);
  expect(rows.filter(({ source }) => source.trim() === '')).toEqual([]);
  expect(new Set(rows.map(({ question }) => JSON.stringify(question))).size).toBe(rows.length);
});

describe.each(Object.entries(FAMILIES))('%s', (_family, family) => {
  it.each(family.map((one) => [titleOf(one), one] as const))('%s', (_title, { question, verdict, reasonCode, source, more }) => {
    const output = ask(question);
    const found = {
      verdict: output.verdict,
      reasonCode: reasonCode === null ? null : output.reasonCode,
      ...(more.path === undefined ? {} : { path: output.reasons[0]?.path }),
      ...(more.effective === undefined ? {} : { effective: output.effective }),
      ...(more.duties === undefined
        ? {}
        : { duties: more.duties.filter((clause) => output.duties.some((duty) => duty.clause === clause)) }),
    };
    const { says, ...wanted } = more;
    expect(found, source).toEqual({ verdict, reasonCode, ...wanted });
    if (says !== undefined) expect(output.duties.map(({ text }) => text).join('\n')).toContain(says);
  });
});

function titleOf({ question }: QuestionRow): string {
  const { component, lineage, product, facts } = question;
  return [component, product, facts, ...lineage]
    .map((part) => JSON.stringify(part))
    .join(' ')
    .slice(0, 400);
}
