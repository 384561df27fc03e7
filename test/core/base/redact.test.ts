import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanUrl, redact } from '../../../src/core/base/redact.ts';

const A = 'Ab1'.repeat(14);

describe('redact (T21)', () => {
  it.each([
    ['Hugging Face', `hf_${A}`],
    ['GitHub', `ghp_${A}`],
    ['GitHub Actions', `ghs_${A}`],
    ['GitHub, fine-grained', `github_pat_${A}`],
    ['GitLab', `glpat-${A}`],
    ['OpenAI', `sk-proj-${A}`],
    ['Slack', `xoxb-${A}`],
    ['AWS', 'AKIAIOSFODNN7EXAMPLE'],
    ['Google', `AIza${A.slice(0, 35)}`],
    ['npm', `npm_${A}`],
    ['PyPI', `pypi-${A}`],
    ['a JWT', `eyJ${A}.${A}.${A}`],
  ])('takes out a token of %s, wherever it stands', (_, token) => {
    for (const text of [token, `"${token}"`, `x=${token}&y`, `https://example.org/${token}/a`, `é${token}é`, `${token} ${token}`]) {
      expect(redact(text)).not.toContain(token);
      expect(redact(text)).toContain('***');
    }
  });

  it.each([
    ['f(token="hunter22")', 'f(token="***")'],
    ["OPENAI_API_KEY = 'hunter22'", "OPENAI_API_KEY = '***'"],
    ['{"client_secret": "hunter22"}', '{"client_secret": "***"}'],
    ['f(use_auth_token="hunter22", x=1)', 'f(use_auth_token="***", x=1)'],
    ['password:"hunter22"', 'password:"***"'],
    ['https://ada:hunter22@example.org/x', 'https://***@example.org/x'],
    ['git+ssh://hunter22@example.org/x', 'git+ssh://***@example.org/x'],
    ['Authorization: Bearer hunter22hunter22', 'Authorization: ***'],
  ])('%s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    'AutoModel.from_pretrained("org/name", revision="4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10")',
    'tokenizer="org/name"',
    'f(pad_token="<pad>", eos_token="</s>")',
    'max_tokens = "8"',
    'task-sk-learn',
    'https://example.org/a@b',
    'hf_hub_download("org/a")',
    'ada@example.org',
    '',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('does the same twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('hf_', A, '"', 'token=', '://', 'a:b@', 'Bearer ', '.', ' ', 'é')), (parts) => {
        const once = redact(parts.join(''));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['a_', 'hf_', 'eyJ-', 'a://', 'token=', "token='", 'Bearer ', 'a.', '_token_'])('stays linear on a long run of %j', (part) => {
    expect(redact(part.repeat(20_000)).length).toBeGreaterThan(0);
  });
});

describe('cleanUrl', () => {
  it.each([
    ['https://ada:hunter22@hub.example/x?token=1#y', 'https://hub.example/x'],
    ['https://hub.example/', 'https://hub.example'],
    ['https://hub.example', 'https://hub.example'],
    [`https://hub.example/hf_${A}/x`, 'https://hub.example/***/x'],
    ['HTTPS://Hub.Example:443/x', 'https://hub.example/x'],
    ['http://10.0.0.7:8080/hf', 'http://10.0.0.7:8080/hf'],
    ['hub.example', null],
    ['', null],
    ['https://', null],
  ])('%s → %s', (text, clean) => {
    expect(cleanUrl(text)).toBe(clean);
  });
});
