/** What only seems to be a name, and who answers where that is not known: told, and no warning. */
import { describe, expect, it } from 'vitest';
import { checking } from '../support/checking.ts';
import { listedIn, reportOf } from '../support/reports.ts';

const change = checking();
const README = { 'README.md': 'x\n' };

describe('what only seems to be a name', () => {
  const rust = (more: string): string => `// openai\nfn price(model: &str) -> f64 { match model { "gpt-4o" => 2.5, ${more} _ => 0.0 } }\n`;

  it('in a list of prices warns nobody, and is told', async () => {
    const result = await change.check({ 'src/cost.rs': rust('') }, { 'src/cost.rs': rust('"gpt-5-evil" => 9.0,') });
    expect(result.verdict.conclusion).toBe('pass');
    expect(result.verdict.findings.filter(({ status }) => status === 'new')).toEqual([]);
    expect(result.verdict.coverage?.names).toEqual([{ path: 'src/cost.rs', reason: 'gpt-5-evil: looks like a hosted model' }]);
    expect(reportOf('markdown', result)).toContain('gpt-5-evil');
  });

  it('is not news where it stood before', async () => {
    const before = { 'src/cost.rs': rust('') };
    const result = await change.check(before, { 'src/cost.rs': `${rust('')}fn one() -> u8 { 1 }\n` });
    expect(reportOf('markdown', result)).toBe('');
  });

  it('of a hub warns as ever', async () => {
    const go = (more: string): string => `package a\n// huggingface model\nvar m = pick(${more})\n`;
    const result = await change.check({ 'a/a.go': go('') }, { 'a/a.go': go('"evil-org/evil-model-7b"') });
    expect(result.verdict.conclusion).toBe('warn');
  });

  it('in a comment of a template is none', async () => {
    const result = await change.check(README, { 'deploy/app.tpl': '# model: for claude-3-sonnet 200k\nMAX = 1\n' });
    expect(result.verdict.conclusion).toBe('pass');
  });

  it('in its text is one', async () => {
    const result = await change.check(README, { 'deploy/app.tpl': 'model = claude-3-sonnet\n' });
    expect(result.verdict.conclusion).toBe('warn');
  });
});

describe('who answers at an address that is computed', () => {
  it('is one service, by its provider', async () => {
    const files = {
      'app/a.py': 'from openai import OpenAI\nc = OpenAI(base_url=pick())\nc.chat.completions.create(model="gpt-4o", messages=[])\n',
    };
    const { listed, mentioned } = listedIn(await change.check(README, files));
    expect(listed).toEqual(['service:openai/gpt-4o']);
    expect(mentioned).toEqual(['service unknown-address/gpt-4o: app/a.py:3']);
  });
});

describe('an address that nobody can have', () => {
  const code = (host: string): string =>
    `from openai import OpenAI\nc = OpenAI(base_url="https://${host}/v1")\nc.chat.completions.create(model="gpt-4o", messages=[])\n`;

  it('stands for the one that somebody has to write', async () => {
    expect(listedIn(await change.check(README, { 'app/a.py': code('example.com') })).listed).toEqual(['service:openai/gpt-4o']);
  });

  it('ends there', async () => {
    expect(listedIn(await change.check(README, { 'app/a.py': code('example.com.evil.dev') })).listed).toEqual([
      'service:example.com.evil.dev/gpt-4o',
    ]);
  });
});

it('what looks like a name that a component has is told by it, and warns nobody', async () => {
  const files = {
    'app/a.py': 'import ollama\nollama.chat(model="llama3.2:latest", messages=[])\n',
    'deploy/app.tpl': 'model = llama3.2:latest\n',
  };
  const result = await change.check(README, files);
  expect(result.verdict.findings.filter(({ finding }) => finding.rule === 'tree/unread')).toEqual([]);
  expect(result.verdict.coverage?.names).toEqual([{ path: 'deploy/app.tpl', reason: 'llama3.2:latest: looks like a hosted model' }]);
});
