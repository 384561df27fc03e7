/** Bodies of answers, also of a folder of kept answers that somebody edited. */
import { expect, it } from 'vitest';
import { answeredBody, jsonIn } from '../../../src/core/hosts/bodies.ts';
import { readDocument } from '../../../src/core/hosts/npm/document.ts';
import { readPage, readStated } from '../../../src/core/hosts/pypi/page.ts';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';

const BROKEN = new TextEncoder().encode('{"name":');

it('what is no JSON is no document, and nothing is thrown', () => {
  expect(jsonIn(BROKEN)).toBeNull();
  expect(readDocument(BROKEN, 'widget')).toBeNull();
  expect(readPage(BROKEN)).toBeNull();
  expect(readStated(BROKEN)).toBeNull();
});

it('no answer has no body', () => {
  expect(answeredBody(createEvidence(), undefined)).toBeNull();
});
