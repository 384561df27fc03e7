/** The demo's repository: a small product, and a branch that adds what a reviewer should see. Real git, fixed dates. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CLERK_LOAD, COMMITS, lockOf, requirementsWith, safetensors, SIGNED_LOADS, WHEEL_HASH } from './content.ts';
import { ACME, LAB } from './signatures.ts';

const ENVIRONMENT = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_AUTHOR_DATE: '2026-11-02T09:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-02T09:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** Makes `folder` a repository with main (the product) and three pull requests: feature/assistant, feature/signed and feature/clerk. */
export function makeDemoRepository(folder: string): void {
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', folder, ...args], { env: { ...process.env, ...ENVIRONMENT }, stdio: 'pipe' });
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', '-b', 'main', folder], { env: { ...process.env, ...ENVIRONMENT } });
  write(
    '.github/weighbridge.yml',
    'version: 1\nproduct: { license: proprietary, use: [commercial, saas] }\nrules:\n  model/provenance: { level: block, require: pinned }\n' +
      'signers:\n  - { for: "hf:acme/*", public-key: keys/acme.pem, name: Acme }\n  - { for: "hf:lab/*", public-key: keys/lab.pem, name: Lab }\n',
  );
  write('keys/acme.pem', ACME.publicPem);
  write('keys/lab.pem', LAB.publicPem);
  write(
    'app/rank.py',
    `from transformers import AutoModel\n\nranker = AutoModel.from_pretrained("acme/ranker", revision="${COMMITS.rankerOld}")\n`,
  );
  write(
    'app/legacy.py',
    'from transformers import pipeline\n\n# Older than the policy: counted, never in the way.\ntagger = pipeline("ner", model="acme/ner")\n',
  );
  write('requirements.txt', requirementsWith(WHEEL_HASH.before));
  write('package-lock.json', lockOf('sha512-' + Buffer.alloc(64, 1).toString('base64')));
  git('add', '-A');
  git('commit', '-qm', 'The product as it is');

  git('checkout', '-qb', 'feature/assistant');
  write('app/settings.py', 'ASSISTANT = "acme/support-llama"\n');
  write(
    'app/assistant.py',
    'from transformers import AutoModelForCausalLM\n\nfrom app.settings import ASSISTANT\n\n\ndef load():\n    return AutoModelForCausalLM.from_pretrained(ASSISTANT)\n',
  );
  write(
    'app/rank.py',
    `from transformers import AutoModel\n\nranker = AutoModel.from_pretrained("acme/ranker", revision="${COMMITS.rankerNew}")\n`,
  );
  write(
    'app/voice.py',
    `from transformers import pipeline\n\nvoice = pipeline("text-to-speech", model="lab/voice-nc", revision="${COMMITS.voice}")\n`,
  );
  write('package-lock.json', lockOf('sha512-' + Buffer.alloc(64, 2).toString('base64')));
  write('weights/classifier.safetensors', safetensors());
  git('add', '-A');
  git('commit', '-qm', 'Add the assistant');
  git('checkout', '-q', 'main');

  git('checkout', '-qb', 'feature/signed');
  write('app/text.py', `from transformers import AutoModel\n\n${SIGNED_LOADS}`);
  git('add', '-A');
  git('commit', '-qm', 'Add three models of Acme');
  git('checkout', '-q', 'main');

  git('checkout', '-qb', 'feature/clerk');
  write('app/clerk.py', `from transformers import AutoModelForCausalLM\n\n${CLERK_LOAD}`);
  git('add', '-A');
  git('commit', '-qm', 'Answer letters');
  git('checkout', '-q', 'main');
}
