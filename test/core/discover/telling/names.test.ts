/** T33: literals that must be told as names, and forms of other things that must not be shown as such. */
import { describe, expect, it } from 'vitest';
import type { TellingFact } from '../../../../src/core/model/index.ts';
import { tellingsIn } from '../../../../src/core/discover/telling/tellings.ts';

const code = (text: string): readonly TellingFact[] => tellingsIn(text, 'code', true);
const settings = (text: string): readonly TellingFact[] => tellingsIn(text, 'list', false);
const beside = (facts: readonly TellingFact[]): string[] => facts.flatMap((fact) => (fact.beside ? [fact.text] : []));

describe('a finding', () => {
  it.each([
    ['model = "prompts/getter"', 'prompts/getter'],
    ['model = "tools/caller"', 'tools/caller'],
    ['model = "resources/reader-7b"', 'resources/reader-7b'],
    ['model = "notifications/mess"', 'notifications/mess'],
    ['model = "chromadb/all-mini"', 'chromadb/all-mini'],
    ['model = "ollama/mix"', 'ollama/mix'],
    ['model = "mcps/everything"', 'mcps/everything'],
    [`model = "acme/${'long-name-'.repeat(7)}7b"`, `acme/${'long-name-'.repeat(7)}7b`],
    ['/* model */ load("acme/sentiment")', 'acme/sentiment'],
    ['*load(model, "acme/sentiment")', 'acme/sentiment'],
    ['//go:embed model\nload("acme/sentiment") // model', 'acme/sentiment'],
  ])('%s', (text, name) => {
    expect(beside(code(text))).toEqual([name]);
  });

  it.each([
    ['<model>acme/sentiment</model>', 'acme/sentiment'],
    ['<description>x</description>\n<model.name>acme/sentiment</model.name>', 'acme/sentiment'],
    ['<argument>--model acme/sentiment</argument>', 'acme/sentiment'],
  ])('%s', (text, name) => {
    expect(beside(settings(text))).toEqual([name]);
  });
});

describe('no finding, and yet the file tells', () => {
  it.each([
    'mcp.send("prompts/get")',
    'mcp.on("notifications/message")',
    '// mcp\nconst request = { method: `elicitation/create` }; x("elicitation/create")',
    ' * Sets the model id, e.g. {@code "ibm/granite-4-h-small"}.',
    '// model: "gpt-4o"',
    'model.run("mcp/everything")',
    'cert = "\nMIIFzTCCBLWgAwIBAgIBAjANBgkqhki/G9w0BAQUFADCCAWQxEzARBgoJkiaJ\n" // model',
    'new ChromaDBContainer("chromadb/chroma:0.5.4") // chromadb',
  ])('%s', (text) => {
    expect(beside(code(text))).toEqual([]);
    expect(code(text)).not.toEqual([]);
  });

  it('prose of a manifest', () => {
    const facts = settings('<artifactId>langchain4j-x</artifactId>\n<description>runs code on GraalVM Polyglot/Truffle</description>');
    expect(beside(facts)).toEqual([]);
    expect(facts.map(({ text }) => text)).toContain('Polyglot/Truffle');
  });
});

describe('words', () => {
  it.each([
    'name = "tomlkit"',
    'see the-instructions, and -instruction',
    'Ethernet (vmxnet3 adapter)',
    'f, err := informers.NewSharedInformerFactory(c)',
    'kubectl will replicate(secret)',
  ])('%s names nothing', (text) => {
    expect(code(text)).toEqual([]);
  });

  it.each([
    'import com.google.mlkit.nl.Translator',
    'pod "GoogleMLKit/Face"',
    'load("Qwen2.5-7B-Instruct")',
    'load("acme-7b-instruct.v2")',
    'import mxnet as mx',
    'val x = MXNet.load()',
    'require "informers"',
    'import Replicate from "replicate"',
    'k = REPLICATE_API_TOKEN',
  ])('%s tells', (text) => {
    expect(code(text)).not.toEqual([]);
  });

  it('imports of Go are no parts of a name', () => {
    expect(code('package a\n\nimport (\n\t"context"\n\t"crypto/x509"\n\t"fmt"\n)\n\nfunc a() {}\n')).toEqual([]);
    expect(code('package a\n\nimport (\n\t"context"\n)\n\nvar x = f("acme/" +\n\t"sentiment")\n')).not.toEqual([]);
    expect(code('package a\n\nimport (\n\t"github.com/sashabaranov/go-openai"\n)\n')).not.toEqual([]);
  });
});
