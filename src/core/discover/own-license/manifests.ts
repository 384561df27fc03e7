/** Where manifests state the license of their own package. */
import type { At, OwnLicenseFact } from '../../model/index.ts';
import { readJsonFile } from '../json-file.ts';
import { pathKey, tomlPositions } from '../packages/toml/positions.ts';
import { readToml } from '../packages/toml/read-toml.ts';
import { asList, asTable, asText, field, type Table } from '../packages/toml/table.ts';
import { classifierFacts, declaredFact, inFileFact, manifestFact, MAX_OWN_STATED } from './statement.ts';

const FIRST: At = { line: 1, column: 1 };

/** npm's package.json: an SPDX expression, "SEE LICENSE IN file", and the objects and lists of old. What is no JSON, its other readers say. */
export function ofPackageJson(bytes: Uint8Array): readonly OwnLicenseFact[] {
  const file = readJsonFile(bytes, 1);
  if (!file.ok) return [];
  const { data, places } = file;
  const stated = [...eachOf(field(data, 'license'), 'license'), ...eachOf(field(data, 'licenses'), 'licenses')];
  return [
    manifestFact(),
    ...stated.slice(0, MAX_OWN_STATED).flatMap(([key, text]) => {
      const at = places.at([key]) ?? FIRST;
      const beside = /^see licen[cs]e in (.{1,240})$/i.exec(text.trim())?.[1];
      return beside === undefined ? declaredFact(text, at) : inFileFact(beside, at);
    }),
  ];
}

function eachOf(value: unknown, key: string): readonly (readonly [string, string])[] {
  const items = Array.isArray(value) ? asList(value) : [value];
  return items.flatMap((item) => {
    const text = asText(item) ?? asText(field(asTable(item), 'type')) ?? asText(field(asTable(item), 'name'));
    return text === null ? [] : [[key, text] as const];
  });
}

/** `[project]` (PEP 621; an expression since PEP 639), `[tool.poetry]` and `[tool.flit.metadata]`, each with its classifiers. */
export function ofPyproject(bytes: Uint8Array): readonly OwnLicenseFact[] {
  const file = readToml(bytes);
  if (!file.ok) return [];
  const positions = tomlPositions(file.text, 4);
  const tables = [['project'], ['tool', 'poetry'], ['tool', 'flit', 'metadata']].filter(
    (path) => asTable(field(file.data, ...path)) !== null,
  );
  if (tables.length === 0) return [];
  return [manifestFact(), ...tables.flatMap((path) => ofPythonTable(file.data, path, (keys) => positions.get(pathKey(keys))))];
}

function ofPythonTable(data: Table, path: readonly string[], placeOf: (keys: (string | number)[]) => At | undefined): OwnLicenseFact[] {
  const license = field(data, ...path, 'license');
  // A table may be written as dotted keys, and then has no place of its own.
  const at = [[], ['text'], ['file']].map((below) => placeOf([...path, 'license', ...below])).find((one) => one !== undefined) ?? FIRST;
  const text = asText(license) ?? asText(field(asTable(license), 'text'));
  const inFile = asText(field(asTable(license), 'file'));
  return [
    ...(text === null ? [] : declaredFact(text, at)),
    ...(inFile === null ? [] : inFileFact(inFile, at)),
    ...asList(field(data, ...path, 'classifiers'))
      .flatMap((item, index) => classifierFacts(asText(item) ?? '', placeOf([...path, 'classifiers', index]) ?? FIRST))
      .slice(0, MAX_OWN_STATED),
  ];
}

/** composer.json: an expression, or a list of which one may be chosen (Composer, "The composer.json schema"); "proprietary" is its word for none. */
export function ofComposer(bytes: Uint8Array): readonly OwnLicenseFact[] {
  const file = readJsonFile(bytes, 1);
  if (!file.ok) return [];
  const license = field(file.data, 'license');
  const stated = eachOf(license, 'license').map(([, text]) => (text.includes(' ') && !text.startsWith('(') ? `(${text})` : text));
  const text = Array.isArray(license) ? stated.slice(0, MAX_OWN_STATED).join(' OR ') : (asText(license) ?? '');
  return [manifestFact(), ...declaredFact(text, file.places.at(['license']) ?? FIRST)];
}

const GEM_LICENSE = /^\s{0,40}\w{1,20}\.licenses?\s{0,10}=\s{0,10}\[?((?:\s{0,5}["'][^"'\n]{1,100}["']\s{0,5},?){1,10})/;

/** A gemspec: `spec.license = "MIT"`, and `spec.licenses`, of which nobody says whether all or one apply (RubyGems, "Specification reference"). */
export function ofGemspec(bytes: Uint8Array): readonly OwnLicenseFact[] {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  const stated = lines.flatMap((line, index) =>
    [...(GEM_LICENSE.exec(line.slice(0, 1_000))?.[1] ?? '').matchAll(/["']([^"']{1,100})["']/g)].flatMap(([, name = '']) =>
      declaredFact(name, { line: index + 1, column: 1 }),
    ),
  );
  return [manifestFact(), ...stated.slice(0, MAX_OWN_STATED)];
}

/** `[metadata]` of setuptools. */
export function ofSetupCfg(bytes: Uint8Array): readonly OwnLicenseFact[] {
  const found: OwnLicenseFact[] = [];
  let section = '';
  let key = '';
  let isPackage = false;
  for (const [index, line] of new TextDecoder()
    .decode(bytes)
    .split(/\r\n|\n|\r/)
    .entries()) {
    const opened = /^\[([\w.: -]{1,80})\]/.exec(line)?.[1];
    const [, name, rest = ''] = /^([A-Za-z][\w-]{0,40})\s{0,10}[=:](.{0,400})/.exec(line) ?? [];
    if (opened !== undefined) section = opened.trim();
    if (opened !== undefined || name !== undefined) key = (name ?? '').toLowerCase();
    isPackage ||= section === 'metadata';
    if (section !== 'metadata' || /^\s{0,40}[#;]/.test(line) || found.length >= MAX_OWN_STATED) continue;
    const value = (name === undefined ? line.slice(0, 400) : rest).trim();
    const at = { line: index + 1, column: 1 };
    if ((key === 'license' || key === 'license_expression') && name !== undefined) found.push(...declaredFact(value, at));
    else if (key === 'classifiers' || key === 'classifier') found.push(...classifierFacts(value, at));
  }
  return isPackage ? [manifestFact(), ...found] : [];
}

/** `[package]` of Cargo, and `[workspace.package]`, whose license members take over by `license.workspace = true`. */
export function ofCargo(bytes: Uint8Array): readonly OwnLicenseFact[] {
  const file = readToml(bytes);
  if (!file.ok) return [];
  const positions = tomlPositions(file.text, 3);
  const tables = [['package'], ['workspace', 'package']];
  const stated = tables.flatMap((path) => {
    const placeOf = (key: string): At => positions.get(pathKey([...path, key])) ?? FIRST;
    // Before Cargo took SPDX expressions, "/" stood between licenses of which one may be chosen (The Cargo Book, "The license field").
    const text = asText(field(file.data, ...path, 'license'))?.replaceAll('/', ' OR ');
    const inFile = asText(field(file.data, ...path, 'license-file'));
    return [
      ...(text === undefined ? [] : declaredFact(text, placeOf('license'))),
      ...(inFile === null ? [] : inFileFact(inFile, placeOf('license-file'))),
    ];
  });
  const isPackage = asTable(field(file.data, 'package')) !== null;
  return isPackage || stated.length > 0 ? [manifestFact(), ...stated] : [];
}
