/** What the built-in policy promises of each rule, and what place labels relax. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/core/policy/rules/index.ts';

describe('the levels of the rules', () => {
  it('holds every rule that the built-in policy promises', () => {
    const levels = Object.fromEntries(rules.map(({ id, level }) => [id, level]));
    expect(levels).toEqual({
      'model/provenance': 'block',
      'model/floating': 'warn',
      'model/foreign-commit': 'block',
      'model/unresolved': 'warn',
      'model/redirected': 'block',
      'model/renamed': 'warn',
      'model/recreated': 'block',
      'model/hash-mismatch': 'block',
      'model/signature-invalid': 'block',
      'model/untrusted-signer': 'block',
      'model/unsigned-files': 'warn',
      'model/source-redirected': 'block',
      'model/denied': 'block',
      'model/format': 'warn',
      'model/lock-mismatch': 'block',
      'model/remote-code': 'warn',
      'model/lock-stale': 'warn',
      'model/not-locked': 'warn',
      'model/offered': 'warn',
      'model/declaration': 'warn',
      'dataset/provenance': 'warn',
      'dataset/hash-mismatch': 'block',
      'dataset/floating': 'warn',
      'dataset/denied': 'block',
      'dataset/unresolved': 'warn',
      'license/denied': 'block',
      'license/unknown': 'warn',
      'license/own-changed': 'warn',
      'service/denied': 'block',
      'service/unresolved': 'warn',
      'dependency/integrity-missing': 'warn',
      'dependency/integrity-changed': 'block',
      'dependency/registry-mismatch': 'block',
      'dependency/signature-invalid': 'block',
      'dependency/installed-differs': 'warn',
      'dependency/provenance-lost': 'warn',
      'dependency/publisher-changed': 'warn',
      'dependency/yanked': 'warn',
      'dependency/too-new': 'warn',
      'dependency/deprecated': 'off',
      'dependency/prerelease': 'off',
      'dependency/near-name': 'off',
      'action/foreign-commit': 'block',
      'action/pin-lost': 'warn',
      'action/unpinned': 'off',
      'image/pin-lost': 'warn',
      'image/unpinned': 'off',
      'image/provenance': 'off',
      'dependency/malicious': 'block',
      'dependency/vulnerable': 'off',
      'dependency/version': 'warn',
      'dependency/registry-unexpected': 'warn',
      'dependency/lock-removed': 'warn',
      'dependency/lock-stale': 'warn',
      'dependency/install-hook-changed': 'warn',
      'policy/changed': 'warn',
      'policy/invalid': 'block',
      'verification/incomplete': 'warn',
      'tree/hidden': 'block',
      'tree/unread': 'warn',
      'tree/ambiguous-path': 'block',
    });
  });

  it('lets labels relax license, service, versions and vulnerabilities of libraries, floating, unresolved, unread, and provenance from "named" upwards only (T42)', () => {
    const relaxed = rules.filter(({ everywhere }) => everywhere === false).map(({ id }) => id);
    expect(relaxed.sort()).toEqual([
      'action/unpinned',
      'dataset/floating',
      'dataset/unresolved',
      'dependency/deprecated',
      'dependency/install-hook-changed',
      'dependency/lock-removed',
      'dependency/lock-stale',
      'dependency/near-name',
      'dependency/prerelease',
      'dependency/provenance-lost',
      'dependency/publisher-changed',
      'dependency/registry-unexpected',
      'dependency/too-new',
      'dependency/version',
      'dependency/vulnerable',
      'dependency/yanked',
      'image/unpinned',
      'license/denied',
      'license/unknown',
      'model/declaration',
      'model/floating',
      'model/lock-stale',
      'model/not-locked',
      'model/offered',
      'model/renamed',
      'model/unresolved',
      'service/denied',
      'service/unresolved',
      'tree/unread',
      'verification/incomplete',
    ]);
    const partly = rules.flatMap(({ id, everywhere }) => (typeof everywhere === 'function' ? [[id, everywhere] as const] : []));
    expect(partly.map(([id]) => id).sort()).toEqual(['dataset/provenance', 'image/provenance', 'model/provenance']);
    for (const [, everywhere] of partly) {
      const gaps = ['no-source', 'source-not-found', 'invalid-name', 'dynamic', 'floating', 'env-override', 'other-endpoint', 'unsigned'];
      expect(gaps.filter((gap) => everywhere({ gap }))).toEqual(['no-source', 'source-not-found', 'invalid-name']);
    }
  });
});
