import { describe, expect, it } from 'vitest';
import type { BomComponent, Sighting } from '../../../../src/core/model.ts';
import { hub, model } from '../support.ts';
import { drafts, said } from './support.ts';

function weights(format: NonNullable<Sighting['weights']>['format'], runsCode: boolean): BomComponent {
  const base = model('hf:acme/x', [{}]);
  return {
    ...base,
    sightings: base.sightings.map((one) => ({
      ...one,
      weights: { kind: 'weights', format, pointer: false, sha256: 'ab'.repeat(32), size: 9, runsCode, metadata: {}, line: 1, column: 1 },
    })),
  };
}

describe('model/remote-code', () => {
  it.each<[string, BomComponent, string[]]>([
    ['a load that trusts the repository', model('hf:acme/x', [{ remoteCode: true }]), ['trust-remote-code product 14']],
    ['a load that does not', model('hf:acme/x', [{}]), []],
    ['one of two places', model('hf:acme/x', [{ line: 1 }, { line: 2, remoteCode: true }]), ['trust-remote-code product 2']],
    ['a test runs the code too', model('hf:acme/x', [{ scope: 'test', remoteCode: true }]), ['trust-remote-code test 14']],
  ])('%s', (_, component, expected) => {
    expect(said('model/remote-code', { components: [component] })).toEqual(expected);
  });

  it('names the file that runs, where the hub lists one', () => {
    const files = [{ path: 'modeling_x.py', size: 9, hashes: [] }];
    const component = model('hf:acme/x', [{ remoteCode: true }], { hub: hub({ files }) });
    expect(drafts('model/remote-code', { components: [component] })[0]?.reason).toBe(
      'modeling_x.py from the model repository runs in your process',
    );
  });
});

describe('model/format', () => {
  it.each<[string, BomComponent, string[]]>([
    ['a pickle', weights('pickle', true), ['format:pickle product 14']],
    ['safetensors', weights('safetensors', false), []],
    ['a format that is not named', weights('onnx', false), []],
    ['a model that is no file of the tree', model('hf:acme/x', [{}]), []],
  ])('%s', (_, component, expected) => {
    expect(said('model/format', { components: [component] })).toEqual(expected);
  });
});
