import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hubPage, safeAddress } from '../../../src/core/bom/cyclonedx/address.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';

it.each([
  ['https://example.org/a b', 'https://example.org/a%20b'],
  ['https://user:secret@example.org:8443/x?token=1#y', 'https://example.org:8443/x'],
  ['https://example.org/a|b^c[d]%zz%41', 'https://example.org/a%7Cb%5Ec%5Bd%5D%25zz%41'],
  ['http://[::1]/x', 'http://[::1]/x'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['git+ssh://git@example.org/x', null],
  ['/relative', null],
  ['', null],
  [`https://example.org/${'a'.repeat(3000)}`, null],
])('writes %s', (text, expected) => {
  expect(safeAddress(text)).toBe(expected);
});

it('gives only characters of RFC 3986, and is stable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const address = safeAddress(`https://example.org/${text}`);
      expect(address).toMatch(/^https:\/\/example\.org\/(?:[\w\-.~:/@!$&'()*+,;=]|%[\dA-Fa-f]{2})*$/);
      expect(safeAddress(address)).toBe(address);
    }),
  );
});

it('knows the pages of the hub', () => {
  expect(hubPage(parseRef('hf:gpt2'), null)).toBe('https://huggingface.co/gpt2');
  expect(hubPage(parseRef('hf:datasets/a/b'), 'main')).toBe('https://huggingface.co/datasets/a/b/tree/main');
  expect(hubPage(parseRef('npm:a'), null)).toBeNull();
});
