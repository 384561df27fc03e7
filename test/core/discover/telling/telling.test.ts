/** T33: a file of a kind without a reader names nothing only where nothing in it could. */
import { describe, expect, it } from 'vitest';
import { detectors } from '../../../../src/core/discover/index.ts';
import type { Fact } from '../../../../src/core/model/index.ts';

type Id = 'telling-code' | 'telling-data' | 'telling-settings';

function factsOf(id: Id, content: string | Uint8Array): readonly Fact[] {
  const detector = detectors.find((one) => one.id === id);
  if (detector === undefined) throw new Error(`no detector ${id}`);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return detector.facts({ bytes, size: bytes.length, depth: 'changed' }, {});
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('code that tells', () => {
  it.each<[string, string | Uint8Array]>([
    ['a literal like a name on a hub', 'load("acme/sentiment")'],
    ['a name with a revision', 'load("acme/sentiment@main")'],
    ['a command of the hub', 'exec("hf download gpt2")'],
    ['a command of the hub in a list', "spawn('hf', ['download', name])"],
    ['a line of a long literal', 'x = `\nacme/sentiment\n`'],
    ['a name in two literals', 'load("acme/" + "sentiment")'],
    ['a name in three literals', 'load("acme" + "/" + "sentiment")'],
    ['comments in the middle', 'load("acme/" /* x */ + // y\n "sentiment")'],
    ['literals side by side', 'char *x = "hugging" "face";'],
    ['literals joined by dots', '$x = "acme/" . "sentiment";'],
    ['a literal inside of a template', 'x = `hugging${"face"}.co`'],
    ['elements of a list', '["hugging", "face"].join("")'],
    ['arguments of a format', 'format!("{}{}", "hugging", "face")'],
    ['an address in two literals', 'fetch("https://api.open" + "ai.com")'],
    ['an escape of bytes', 'x = "\\x68ugging"'],
    ['an escape of four digits', 'x = "\\u0068ugging"'],
    ['an escape in braces', 'x = "\\u{68}ugging"'],
    ['an escape of eight digits', 'x = "\\U00000068ugging"'],
    ['an octal escape', 'x = "\\150ugging"'],
    ['a named escape', 'x = "\\N{LATIN SMALL LETTER H}ugging"'],
    ['an escape of an address', 'x = "%68ugging"'],
    ['an entity', '<a href="&#104;ugging">'],
    ['an entity in hexadecimal digits', '<a href="&#x68;ugging">'],
    ['an escaped slash', '{"a": "acme\\/sentiment"}'],
    ['a continued line', 'x = "hugging\\\nface"'],
    ['base64 of an address', `x = atob("${base64('https://huggingface.co')}")`],
    ['base64 of a name', `x = atob("${base64('acme/sentiment')}")`],
    [
      'base64 in two literals',
      `x = atob("${base64('https://huggingface.co').slice(0, 9)}" + "${base64('https://huggingface.co').slice(9)}")`,
    ],
    ['hexadecimal digits', `x = hex("${Buffer.from('huggingface').toString('hex')}")`],
    ['codes of characters', `x = [${[...Buffer.from('huggingface')].join(', ')}]`],
    ['a reversed literal', 'x = "ecafgniggu" + "h"; x.split("").reverse()'],
    ['text that is run', 'eval(x)'],
    ['an import of a variable', 'await import(name)'],
    ['an import of a template', 'await import(`${a}/x`)'],
    ['letters of another alphabet', 'x = "hugg\u0456ngf\u0430ce.co"'],
    ['wide letters', 'x = "\uFF48\uFF55\uFF47\uFF47\uFF49\uFF4E\uFF47face"'],
    ['signs that nobody sees', 'x = "hugging\u200Bface"'],
    ['a zero byte', 'x = "a\0b"'],
    ['UTF-16', Buffer.from('\uFEFFhuggingface', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('huggingface', 'utf16le')],
    ['bytes that are not UTF-8', Buffer.from('x = "\xE9"', 'latin1')],
    ['a byte order mark', '\uFEFFimport x from "ai"'],
    ['a package with a common name', "import { generateText } from 'ai'"],
    ['Rust', 'use ort::Session;'],
    ['Java', 'import ai.djl.Application;'],
    ['a variable of the environment', 'process.env.HF_TOKEN'],
    ['a local server', 'fetch("http://x/v1/completions")'],
    ['weights', 'load("models/a.onnx")'],
    ['weights whose suffix is a word', 'load("models/a.params")'],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'],
    ['a list of Go that holds more than imports', 'import (\nload(\n"acme/sentiment"\n)\n'],
  ])('%s', (_, content) => {
    expect(factsOf('telling-code', content)).not.toEqual([]);
  });
});

describe('code that names nothing', () => {
  it.each([
    ['a component', 'import { x } from "react/jsx-runtime";\nexport const A = () => <div className="w-1/2">a</div>;'],
    ['types of content', 'const types = ["application/json", "text/html", "image/png"];'],
    ['a package of Java', 'package com.acme.foo;\nimport java.util.List;\nclass A { String path = "com.acme/foo"; }'],
    ['imports of Go', 'package x\n\nimport (\n\t"net/http"\n\tfoo "github.com/x/y"\n\t"encoding/json"\n)\n'],
    [
      'providers and modules',
      'terraform {\n required_providers {\n  aws = { source = "hashicorp/aws" }\n }\n}\nmodule "x" { source = "terraform-aws-modules/eks/aws" }',
    ],
    ['an import of the own folder', 'await import(`./locales/${language}.json`)'],
    ['an import over two lines', 'await import(\n  "./x"\n)'],
    ['addresses', 'fetch("https://example.org/a/b"); go("/users/list"); x = "../a/b"'],
    ['zones, dates, versions', 'x = ["Europe/Berlin", "MM/dd", "HTTP/1.1", "n/a"]'],
    ['words that only begin so', 'retrieval(y); port::z; sort::q; describe("llamada"); user.params; segment.pb'],
    ['escapes of other signs', 'x = "\\u00e9\\n\\x1b[0m%20"; y = "&#39;&nbsp;"; printf("%4d %5s")'],
    ['pictures', 'load("img/logo.png")'],
  ])('%s', (_, content) => {
    expect(factsOf('telling-code', content)).toEqual([]);
  });
});

describe('data, manifests, settings', () => {
  it.each<[Id, string]>([
    ['telling-data', '{"dependencies": {"ai": "^4"}}'],
    ['telling-data', '[dependencies]\nort = "2"\n'],
    ['telling-data', '[dependencies]\ncandle-core = { version = "0.8" }\n'],
    ['telling-data', '{"a": [\n  "acme/sentiment"\n]}'],
    ['telling-data', '{"a": "\\u0068ugging"}'],
    ['telling-settings', 'spring.ai.chat.model=x'],
    ['telling-settings', 'model = acme/sentiment'],
    ['telling-settings', 'module a\nrequire github.com/sashabaranov/go-openai v1'],
    ['telling-settings', 'FILE=model.gguf\n'],
  ])('%s tells of %s', (id, content) => {
    expect(factsOf(id, content)).not.toEqual([]);
  });

  it.each<[Id, string]>([
    ['telling-data', '{"hello": "Hallo", "n": "n/a", "place": "Ort", "share": "20% de 50%", "caf\\u00e9": ""}'],
    ['telling-data', '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}'],
    ['telling-data', '[dependencies]\nsyntect = { version = "5", features = ["default"] }\n[features]\nx = ["syntect/yaml-load"]\n'],
    ['telling-settings', 'build:\n\tgo build -o bin/x ./cmd/x\n# and acme/foo\n'],
    ['telling-settings', 'module github.com/a/b\n\nrequire (\n\tdario.cat/mergo v1.0\n\tgo.uber.org/zap v1\n)'],
  ])('%s is silent about %s', (id, content) => {
    expect(factsOf(id, content)).toEqual([]);
  });
});

describe('what is a finding', () => {
  const found = (content: string): string[] =>
    factsOf('telling-code', content).flatMap((fact) => (fact.kind === 'telling' && fact.beside ? [fact.text] : []));

  it.each([
    ['const model = "acme/sentiment";', ['acme/sentiment']],
    ['const x = "acme/sentiment";', []],
    ['{ model: "gpt-4o-mini" }', ['gpt-4o-mini']],
    ['{ model: "llama3.2:1b" }', ['llama3.2:1b']],
    ['const weights = "a/b.onnx";', ['a/b.onnx']],
    ['import "openai";', []],
  ])('%s', (content, names) => {
    expect(found(content)).toEqual(names);
  });

  it('stands at the place of the name', () => {
    expect(factsOf('telling-code', '// a\nconst model = "acme/xy";').at(0)).toMatchObject({ text: 'acme/xy', line: 2, column: 16 });
  });
});

it.each([
  ['one long line', `x = "${'a/b'.repeat(600_000)}`],
  ['a telling word', 'openai '.repeat(280_000)],
  ['quotes and comments', '" // \' '.repeat(280_000)],
  ['base64', 'QUFB'.repeat(500_000)],
  ['slashes', '/'.repeat(2_000_000)],
  ['long parts', `${'x'.repeat(95)}/`.repeat(20_000)],
  ['escapes', '\\x'.repeat(1_000_000)],
  ['letters of another alphabet', '\u00E9'.repeat(900_000)],
  ['codes', '99,'.repeat(600_000)],
  ['blanks between quotes', `"${' '.repeat(1_900_000)}"`],
])('the largest text of %s gives an answer', (_, content) => {
  expect(Array.isArray(factsOf('telling-code', content))).toBe(true);
});
