/** Questions of `weighbridge license --input` as rows write them. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { InputError } from '../../src/core/base/errors.ts';
import { judgeLicenseInput } from '../../src/core/verbs/license/index.ts';
import { licenseInputJsonSchema, licenseOutputJsonSchema } from '../../src/core/verbs/license/json-schema.ts';
import type { LicenseOutput } from '../../src/core/verbs/license/output-schema.ts';

const ajv = new Ajv2020({ strict: false });
export const isQuestion = ajv.compile(licenseInputJsonSchema());
const isAnswer = ajv.compile(licenseOutputJsonSchema());

interface Question {
  readonly component?: object;
  readonly lineage?: unknown;
  readonly product?: object;
  readonly facts?: object;
}

export const SOLD_QUESTION = { outboundLicense: 'proprietary', context: 'distributed', commercial: true };

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Every answer is one that the schema of answers knows. */
export function ask({ component, ...rest }: Question): LicenseOutput {
  const question = { component: { name: 'acme/ner', kind: 'model', license: 'mit', ...component }, product: SOLD_QUESTION, ...rest };
  const { output } = judgeLicenseInput(bytesOf(question), 'q.json');
  expect([isAnswer(output), isAnswer.errors]).toEqual([true, null]);
  return output;
}

export function mistakesIn(value: unknown): string[] {
  try {
    judgeLicenseInput(typeof value === 'object' && value instanceof Uint8Array ? value : bytesOf(value), 'q.json');
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.code).toBe('INPUT_INVALID');
    return error.mistakes.map(({ message, where }) => `${where ?? ''} ${message}`.trim());
  }
}

export const saidBy = (output: LicenseOutput): string[] =>
  output.reasons.map(({ verdict, clause, path }) => `${verdict} ${clause} ${path.join(' ← ')}`);
