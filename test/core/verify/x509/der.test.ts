import { describe, expect, it } from 'vitest';
import { DerFault, oidText, readAll, readOne, time } from '../../../../src/core/verify/x509/der.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('DER', () => {
  it('reads elements to their end', () => {
    expect(readAll(hex('0201 05 3003 020106')).map(({ tag }) => tag)).toEqual([2, 0x30]);
    expect(readOne(hex(`3081 80 ${'00'.repeat(128)}`)).body.length).toBe(128);
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a length beyond the end', '300501'],
    ['a length without end', '3080 0000'],
    ['a long length in short form', '308105 0000000000'],
    ['a length with leading zeros', `30820080 ${'00'.repeat(128)}`],
    ['a length of five bytes', '30850000000001 00'],
    ['a tag of several bytes', '1f8101 00'],
    ['more behind it', '0201 05 00'],
  ])('refuses %s', (_, bytes) => {
    expect(() => readOne(hex(bytes))).toThrow(DerFault);
  });

  it('reads object identifiers', () => {
    expect(oidText(hex('2a8648ce3d040302'))).toBe('1.2.840.10045.4.3.2');
    expect(oidText(hex('551d0f'))).toBe('2.5.29.15');
    expect(oidText(hex('8837'))).toBe('2.999');
    expect(() => oidText(hex('2a86'))).toThrow(DerFault);
    expect(() => oidText(hex(`2a${'ff'.repeat(9)}01`))).toThrow(DerFault);
  });

  it.each([
    [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x18, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    [0x18, '00010101000000Z', '0001-01-01T00:00:00.000Z'],
  ])('reads times: %i %s', (tag, text, iso) => {
    const body = Buffer.from(text);
    expect(time({ tag, body, whole: body }).toISOString()).toBe(iso);
  });

  it.each([
    [0x17, '490229000000Z'],
    [0x17, '491301000000Z'],
    [0x17, '490101240000Z'],
    [0x17, '490101000000+0100'],
    [0x17, '4901010000Z'],
    [0x18, '20490101000000.5Z'],
    [0x18, '491231235959Z'],
    [0x04, '491231235959Z'],
  ])('refuses times: %i %s', (tag, text) => {
    const body = Buffer.from(text);
    expect(() => time({ tag, body, whole: body })).toThrow(DerFault);
  });
});
