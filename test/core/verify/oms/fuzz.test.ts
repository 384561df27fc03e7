/** Whatever is signed, and whatever a signature file holds: a verdict, never an exception. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { checkName } from '../../../../src/core/verify/oms/names.ts';
import { OmsRefusal } from '../../../../src/core/verify/oms/refusal.ts';
import { bytesOf, type Json, resource, SERIALIZATION, signed, statement, verdictOf } from '../../../support/oms.ts';

const GOOD = statement([resource('a.bin'), resource('b.bin')]);
const PREDICATE = GOOD['predicate'] as Json;
const odd = fc.oneof(fc.jsonValue(), fc.constant(undefined));

describe('never throws', () => {
  test.prop([fc.uint8Array({ maxLength: 300 })])('on any bytes', (bytes) => {
    expect(verdictOf(bytes).state).toBe('refused');
  });

  test.prop([fc.jsonValue()])('on any JSON as a signature file', (value) => {
    expect(verdictOf(bytesOf(JSON.stringify(value))).state).toBe('refused');
  });

  test.prop([fc.jsonValue()])('on any signed JSON', (value) => {
    expect(verdictOf(signed(JSON.stringify(value))).state).toBe('refused');
  });

  test.prop([fc.constantFrom('_type', 'subject', 'predicateType', 'predicate'), odd])('on a statement with one odd part', (key, value) => {
    expect(verdictOf(signed({ ...GOOD, [key]: value })).state).toBe('refused');
  });

  test.prop([fc.constantFrom('resources', 'serialization'), odd])('on a predicate with one odd part', (key, value) => {
    expect(verdictOf(signed({ ...GOOD, predicate: { ...PREDICATE, [key]: value } })).state).toBe('refused');
  });

  test.prop([fc.constantFrom(...Object.keys(SERIALIZATION), 'shard_size', 'ignore_paths'), fc.jsonValue()])(
    'on an odd serialization',
    (key, value) => {
      const verdict = verdictOf(signed({ ...GOOD, predicate: { ...PREDICATE, serialization: { ...SERIALIZATION, [key]: value } } }));
      expect(['refused', 'signed']).toContain(verdict.state);
    },
  );
});

describe('a name that is accepted', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', 'C:', '~', '...'), fc.string({ maxLength: 4 }));
  test.prop([fc.array(part, { minLength: 1, maxLength: 5 }), fc.constantFrom('/', '\\')])(
    'resolves to a place inside, on every system',
    (parts, slash) => {
      const name = parts.join(slash);
      try {
        checkName(name);
      } catch (error) {
        expect(error).toBeInstanceOf(OmsRefusal);
        return;
      }
      if (name === '.') return;
      for (const base of ['file:///model/', 'file:///C:/model/']) {
        const url = new URL(`./${name.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')}`, base);
        expect(url.pathname.startsWith(new URL(base).pathname)).toBe(true);
        expect(url.pathname).not.toBe(new URL(base).pathname);
      }
    },
  );
});
