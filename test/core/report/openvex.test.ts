/** OpenVEX 0.2.0: its schema's rules, and that a tool says no more than it knows. */
import { describe, expect, it } from 'vitest';
import type { AdvisoriesSeen, Advisory, Bom, BomComponent } from '../../../src/core/model/index.ts';
import { cyclonedxFormat } from '../../../src/core/report/cyclonedx.ts';
import { openvexFormat } from '../../../src/core/report/openvex/index.ts';
import { remarksOf } from '../../../src/core/report/view/remarks.ts';
import { AS_OF, unknownOf } from '../../support/build.ts';
import { bom, component, verdict } from '../../support/verdict.ts';
import { library } from '../policy/rules/support.ts';

const OPTIONS = { color: false, specVersion: '1.7' } as const;

interface Statement {
  readonly vulnerability: { readonly name: string; readonly aliases?: string[] };
  readonly products: readonly { readonly '@id': string; readonly subcomponents: readonly { readonly '@id': string }[] }[];
  readonly status: string;
  readonly impact_statement: string;
  readonly action_statement?: string;
}
interface Document {
  readonly '@context': string;
  readonly '@id': string;
  readonly timestamp: string;
  readonly version: number;
  readonly statements: Statement[];
}

function written(state: Bom): Document {
  return JSON.parse(openvexFormat.render(verdict({}), state, OPTIONS)) as Document;
}

function advisory(id: string, more: Partial<Advisory> = {}): Advisory {
  return {
    id,
    aliases: [],
    malicious: id.startsWith('MAL-'),
    severity: null,
    cvss: null,
    summary: 'What it is',
    fixed: [],
    published: null,
    modified: null,
    read: true,
    ...more,
  };
}

function left(advisories: readonly Advisory[], more: Partial<BomComponent> = {}): BomComponent {
  const seen: AdvisoriesSeen = { advisories, missing: null, by: 'hub', asOf: AS_OF };
  const one = library('npm:@acme/left', [{ version: '1.0.0' }]);
  return { ...one, advisories: seen, ...more };
}

describe('OpenVEX', () => {
  it('is a document as the specification has it, the same for the same Bom', () => {
    const state = bom([left([advisory('GHSA-1', { aliases: ['CVE-2026-1'] })])]);
    const document = written(state);
    expect(document).toMatchObject({ '@context': 'https://openvex.dev/ns/v0.2.0', timestamp: AS_OF, version: 1 });
    expect(document['@id']).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(written(state)).toEqual(document);
    expect(document.statements[0]?.products[0]?.subcomponents).toEqual([{ '@id': 'pkg:npm/%40acme/left@1.0.0' }]);
    expect(document.statements[0]?.vulnerability).toEqual({ name: 'GHSA-1', description: 'What it is', aliases: ['CVE-2026-1'] });
  });

  const torch = (version: string) => library('pypi:torch', [{ ecosystem: 'pypi', name: 'torch', version }]);
  const loading = { ...component('hf:acme/a@4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10') };
  const withCall = { ...loading, sightings: loading.sightings.map((one) => ({ ...one, api: 'torch.load' })) };
  it.each<[string, BomComponent[], string[]]>([
    ['a vulnerable library: somebody must look', [left([advisory('GHSA-1')])], ['GHSA-1 under_investigation']],
    ['only its id is known', [left([advisory('GHSA-1', { read: false })])], ['GHSA-1 under_investigation']],
    ['a malicious one affects whoever has it', [left([advisory('MAL-2026-1')])], ['MAL-2026-1 affected']],
    [
      'a broken loader, and no model that loads through it',
      [torch('2.5.1')],
      ['GHSA-53q9-r3pm-6pq6 under_investigation', 'GHSA-63cw-57p8-fm3p under_investigation'],
    ],
    ['a broken loader, and a model that does', [withCall, torch('2.9.0')], ['GHSA-63cw-57p8-fm3p affected']],
    [
      'the same, as a database tells it: said once',
      [
        withCall,
        {
          ...torch('2.9.0'),
          advisories: { advisories: [advisory('PYSEC-1', { aliases: ['CVE-2026-24747'] })], missing: null, by: 'hub', asOf: AS_OF },
        },
      ],
      ['PYSEC-1 affected'],
    ],
    ['nothing known is nothing said', [left([]), torch('2.10.0'), withCall], []],
  ])('%s', (_, components, expected) => {
    const { statements } = written(bom(components));
    expect(statements.map(({ vulnerability, status }) => `${vulnerability.name} ${status}`)).toEqual(expected);
    for (const { status, action_statement: action, impact_statement: impact } of statements) {
      expect(action !== undefined).toBe(status === 'affected');
      expect(impact).toMatch(/^Draft by a tool, reviewed by nobody\. /);
    }
    expect(JSON.stringify(statements)).not.toMatch(/not_affected|"fixed"/);
  });

  it('a load without a name through a broken loader affects the product, too', () => {
    const [one] = written({ ...bom([torch('2.9.0')]), unknowns: [unknownOf('x', { api: 'torch.load' })] }).statements;
    expect([one?.status, one?.action_statement]).toEqual(['affected', 'Raise torch to 2.10.0 or later.']);
    expect(one?.impact_statement).toMatch(/Loads without a name that go through it: 1\.$/);
  });

  it('says where it stands, for whom, and what loads through it', () => {
    const [one] = written(bom([withCall, torch('2.9.0')])).statements;
    expect(one?.impact_statement).toBe(
      'Draft by a tool, reviewed by nobody. torch 2.9.0 stands in package-lock.json:1. These models load through it: acme/a.',
    );
    expect(one?.action_statement).toBe('Raise torch to 2.10.0 or later.');
    const developed = library('npm:left', [{ version: '1.0.0', group: 'development' }]);
    const [other] = written(
      bom([{ ...developed, advisories: { advisories: [advisory('GHSA-1')], missing: null, by: 'hub', asOf: AS_OF } }]),
    ).statements;
    expect(other?.impact_statement).toMatch(
      /Nothing that ships is known to contain it\. Whether the product reaches the affected code was not analyzed\.$/,
    );
  });

  it('writes 1,000 advisories, and shows what strangers hid in their words', () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      advisory(`GHSA-${index}`, { summary: '\u202egnp.exe \ud800', aliases: ['CVE-1\u200b'] }),
    );
    const text = openvexFormat.render(verdict({}), { ...bom([left(many)]), subject: { name: '../\u202e@x', version: 'main\n' } }, OPTIONS);
    expect((JSON.parse(text) as Document).statements.length).toBe(1_000);
    expect(text).not.toMatch(/[\u202e\u200b]|[\ud800-\udfff]/);
    expect((JSON.parse(text) as Document).statements[0]?.products[0]?.['@id']).toMatch(/^pkg:generic\/[\w%.~*'()!-]+@[\w%.~*'()!-]+$/);
  });

  it('keeps vulnerabilities out of the SBOM, also what was not heard', () => {
    const unheard = left([advisory('GHSA-1')], {
      verifications: [{ topic: 'advisories', outcome: 'unavailable', reason: 'timeout', detail: '', by: 'hub', asOf: null }],
    });
    for (const text of [cyclonedxFormat.render(verdict({}), bom([unheard]), OPTIONS)]) expect(text).not.toMatch(/GHSA|advisor|vulnerab/i);
  });
});

describe('what a report says of databases of advisories', () => {
  const model = component('hf:acme/a');
  const saying = (source: Bom['advisorySource'], components: readonly BomComponent[]): string[] =>
    remarksOf(verdict({}), { ...bom(components), ...(source === undefined ? {} : { advisorySource: source }) })
      .map(({ text }) => text)
      .filter((text) => /advisor|feed|vulnerab/i.test(text));
  it.each<[string, Bom['advisorySource'], BomComponent[], string[]]>([
    ['nobody was named: nothing', undefined, [model], []],
    ['about no package: nothing', { kind: 'service', packages: 0, newest: null }, [model], []],
    [
      'the service, and models',
      { kind: 'service', packages: 2, newest: null },
      [model, left([])],
      ['The OSV service answered about advisories of 2 packages; there is no feed for models.'],
    ],
    [
      'the service, models and conda',
      { kind: 'service', packages: 2, newest: null },
      [model, left([]), library('conda:numpy', [{ version: '1.0' }])],
      ['The OSV service answered about advisories of 2 packages; there is no feed for models and packages of conda.'],
    ],
    [
      'the service, without models',
      { kind: 'service', packages: 1, newest: null },
      [left([])],
      ['The OSV service answered about advisories of 1 package.'],
    ],
    [
      'a database, with its age',
      { kind: 'database', packages: 1, newest: '2026-11-13T10:00:00Z' },
      [left([])],
      ['A downloaded OSV database answered about advisories of 1 package (its newest record is of 2026-11-13, 11 days before this check).'],
    ],
    [
      'a database of today',
      { kind: 'database', packages: 1, newest: '2026-11-24T10:00:00Z' },
      [left([])],
      ['A downloaded OSV database answered about advisories of 1 package (its newest record is of 2026-11-24).'],
    ],
    [
      'a database without an age',
      { kind: 'database', packages: 1, newest: null },
      [left([])],
      ['A downloaded OSV database answered about advisories of 1 package (its age is not known).'],
    ],
  ])('%s', (_, source, components, expected) => expect(saying(source, components)).toEqual(expected));

  it('says which answer is missing, in words of its own', () => {
    const unheard = left([], {
      verifications: [{ topic: 'advisories', outcome: 'unavailable', reason: 'unreachable', detail: '', by: 'hub', asOf: null }],
    });
    expect(saying({ kind: 'service', packages: 1, newest: null }, [unheard])[0]).toBe(
      'No full answer about 1 of 1 component (1 database of advisories not reachable).',
    );
  });
});
