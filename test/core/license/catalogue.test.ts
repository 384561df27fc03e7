import { describe, expect, it } from 'vitest';
import { entryOf, lookUp } from '../../../src/core/license/catalogue.ts';
import { classesOf } from '../../../src/core/license/classes.ts';
import data from '../../../src/core/license/data/ai-licenses.json' with { type: 'json' };
import sources from '../../../src/core/license/data/ai-license-sources.json' with { type: 'json' };
import { MORE_ALIASES } from '../../../src/core/license/more-aliases.ts';
import { PERMISSIVE_IDS } from '../../../src/core/license/permissive-ids.ts';
import { SPDX_BY_LOWER } from '../../../src/core/license/spdx-ids.ts';
import { termsOf } from '../../../src/core/license/use/index.ts';
import { LICENSE_CLASSES } from '../../../src/core/policy/license-terms.ts';

describe('the catalogue', () => {
  it('knows all 83 tags of the hub, each as itself', () => {
    const tags = data.licenses.flatMap(({ id, hfTags = [] }) => hfTags.map((tag) => [tag, id] as const));
    expect(tags.length).toBe(83);
    const unstated = tags.filter(([tag]) => lookUp(tag).state === 'unstated').map(([tag]) => tag);
    expect(unstated.sort()).toEqual(['other', 'unknown']);
    const wrong = tags.filter(([tag, id]) => {
      const found = lookUp(tag);
      return found.state === 'known' && found.id !== id && `${found.id}-only` !== id;
    });
    expect(wrong).toEqual([]);
  });

  it('has unique ids, and no id that the SPDX list spells otherwise', () => {
    const ids = data.licenses.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => (SPDX_BY_LOWER.get(id.toLowerCase()) ?? id) !== id)).toEqual([]);
  });

  it('has more aliases only of ids that exist', () => {
    expect(MORE_ALIASES.filter(([, id]) => entryOf(id) === null && !SPDX_BY_LOWER.has(id.toLowerCase()))).toEqual([]);
  });

  it('gives only classes that a policy can name, and every license some, but for a few whose terms are not established', () => {
    const ids = [...new Set([...SPDX_BY_LOWER.values(), ...data.licenses.map(({ id }) => id)])];
    expect(ids.flatMap((id) => classesOf(id) ?? []).filter((one) => !LICENSE_CLASSES.includes(one))).toEqual([]);
    expect(data.licenses.filter(({ id }) => classesOf(id) === null).map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "LicenseRef-HF-cc",
        "LicenseRef-scancode-openatom-model-1.0",
        "LicenseRef-Apple-ASCL",
        "LicenseRef-HF-other",
        "LicenseRef-HF-unknown",
        "NOASSERTION",
        "NONE",
      ]
    `);
  });

  it('has permissive ids that the SPDX list has, and that no family tells', () => {
    const listed = new Set(SPDX_BY_LOWER.values());
    expect([...PERMISSIVE_IDS].filter((id) => !listed.has(id) || entryOf(id) !== null)).toEqual([]);
  });

  it('says of every license what its terms rest on', () => {
    expect(sources.licenses.map(({ id }) => id)).toEqual(data.licenses.map(({ id }) => id));
    expect(sources.licenses.filter((row) => row.sources.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('allows commercial use under no condition that nobody judges', () => {
    const conditional = data.licenses.map(({ id }) => termsOf(id, null)).filter((terms) => terms?.commercialUse === 'conditional');
    expect(conditional.length).toBeGreaterThan(30);
    const unjudged = conditional.filter(
      (terms) =>
        terms !== null &&
        terms.useRestrictions === false &&
        terms.thresholdEffect === null &&
        terms.service === null &&
        terms.shareAlike === 'none' &&
        !terms.registration,
    );
    expect(unjudged.map((terms) => terms?.id)).toEqual([]);
  });

  it('misses no non-commercial license of the SPDX list', () => {
    const ids = [...SPDX_BY_LOWER.values()].filter((id) => /(?:^|-)NC(?:-|$)|Noncommercial/i.test(id));
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => classesOf(id)?.includes('non-commercial') !== true)).toEqual([]);
  });
});
