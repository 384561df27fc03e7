/** References → what a registry is asked for: by Docker's rules for names, and nothing that could lead elsewhere (T19). */
import { describe, expect, it } from 'vitest';
import { manifestAsked } from '../../../../src/core/hosts/index.ts';
import { parseRef } from '../../../../src/core/ref/parse.ts';

/** With its registry 255 characters: no name is longer. */
const LONGEST = `${'a/'.repeat(123)}b`;
const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('names', () => {
  it.each([
    ['oci:python@3.12', 'docker.io/library/python 3.12'],
    ['oci:python:3.12', 'docker.io/library/python 3.12'],
    ['oci:python', 'docker.io/library/python latest'],
    ['oci:docker.io/library/python@3.12', 'docker.io/library/python 3.12'],
    ['oci:index.docker.io/vllm/vllm-openai', 'docker.io/vllm/vllm-openai latest'],
    [`oci:ghcr.io/acme/app:v1@${DIGEST}`, `ghcr.io/acme/app ${DIGEST}`],
    ['oci:registry.example:5000/a/b/c:v1', 'registry.example:5000/a/b/c v1'],
    ['oci:localhost/app:v1', 'localhost/app v1'],
    ['oci:localhost:5000/app', 'localhost:5000/app latest'],
    [`pkg:oci/app@${DIGEST}?repository_url=ghcr.io/acme/app`, `ghcr.io/acme/app ${DIGEST}`],
    [`oci:ghcr.io/${LONGEST}`, `ghcr.io/${LONGEST} latest`],
    ['ollama:llama3.2', 'registry.ollama.ai/library/llama3.2 latest'],
    ['ollama:llama3.2:1b', 'registry.ollama.ai/library/llama3.2 1b'],
    ['ollama:acme/Model@q4_K_M', 'registry.ollama.ai/acme/model q4_K_M'],
    ['ollama:registry.ollama.ai/acme/model', 'registry.ollama.ai/acme/model latest'],
  ])('%s', (text, expected) => {
    const asked = manifestAsked(parseRef(text));
    expect(asked === null ? null : `${asked.server}/${asked.repository} ${asked.reference}`).toBe(expected);
  });

  it.each([
    'oci:ghcr.io/Acme/App:v1',
    'oci:a..b/c',
    'oci:a/b__-c:v1',
    'oci:-a/b',
    'oci:ghcr.io/a@-v1',
    'oci:ghcr.io/a@v1/../v2',
    `oci:ghcr.io/a@sha512:${'a'.repeat(128)}`,
    'oci:ghcr.io/a@sha256:abc',
    `oci:ghcr.io/${LONGEST}b`,
    'oci:host_name.example/a/b',
    'ollama:registry.example/acme/model',
    'ollama:hf.co/acme/model-GGUF',
    'ollama:a%2fb',
    'hf:acme/model',
    'npm:acme@1.0.0',
  ])('%s asks nobody', (text) => {
    expect(manifestAsked(parseRef(text))).toBeNull();
  });
});
