import { expect, test } from 'vitest';
import { otherArchive } from '../../../src/core/ecosystems/npm/archive.ts';
import { npm } from '../../../src/core/ecosystems/npm/index.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

test.each<[name: string, version: string | null, address: string, other: string | undefined]>([
  ['openai', '1.0.0', 'https://registry.example/openai/-/openai-1.0.0.tgz', undefined],
  ['openai', '1.0.0', 'https://registry.example/evil/-/evil-1.0.0.tgz', 'evil@1.0.0'],
  ['openai', '1.0.0', 'https://registry.example/openai/-/openai-0.9.0.tgz', 'openai@0.9.0'],
  ['openai', '1.0.0', 'https://registry.example/openai/-/evil-1.0.0.tgz', 'evil@1.0.0'],
  ['@s/openai', '1.0.0', 'https://registry.example/@s/openai/-/openai-1.0.0.tgz', undefined],
  ['@s/openai', '1.0.0', 'https://registry.example/@s%2fopenai/-/openai-1.0.0.tgz', undefined],
  ['@s/openai', '1.0.0', 'https://registry.example/%40s%2Fopenai/-/openai-1.0.0.tgz', undefined],
  ['@s/openai', '1.0.0', 'https://registry.example/@evil/openai/-/openai-1.0.0.tgz', '@evil/openai@1.0.0'],
  ['openai', '1.0.0', 'https://registry.example/@evil/openai/-/openai-1.0.0.tgz', '@evil/openai@1.0.0'],
  // Mirrors: with a path before the name, with the scope twice, with folders of their own.
  ['openai', '1.0.0', 'https://mirror.example/repository/npm-group/openai/-/openai-1.0.0.tgz', undefined],
  ['@s/openai', '1.0.0', 'https://mirror.example/api/npm/all/@s/openai/-/@s/openai-1.0.0.tgz', undefined],
  ['openai', '1.0.0', 'https://mirror.example/openai/download/openai-1.0.0.tgz', undefined],
  ['@s/openai', '1.0.0', 'https://mirror.example/@s/openai/download/@s/openai-1.0.0.tgz', undefined],
  ['openai', '1.0.0', 'https://mirror.example/evil/download/evil-1.0.0.tgz', 'evil@1.0.0'],
  ['@s/openai', '1.0.0', 'https://mirror.example/packages/%40s/openai/1.0.0/openai-1.0.0.tgz', undefined],
  ['@s/openai', '1.0.0', `https://mirror.example/download/@s/openai/1.0.0/${COMMIT}`, undefined],
  ['@s/openai', '1.0.0', `https://mirror.example/download/@s/evil/1.0.0/${COMMIT}`, '@s/evil@1.0.0'],
  // Capital letters, build metadata, versions of the oldest packages, versions that are not known.
  ['JSONStream', '1.0.0', 'https://mirror.example/jsonstream/-/jsonstream-1.0.0.tgz', undefined],
  ['openai', '1.0.0+x', 'https://registry.example/openai/-/openai-1.0.0.tgz', undefined],
  ['dateformat', '1.0.2-1.2.3', 'https://registry.example/dateformat/-/dateformat-1.0.2-1.2.3.tgz', undefined],
  ['openai', null, 'https://registry.example/openai/-/openai-1.0.0.tgz', undefined],
  ['openai', '1.0.0', 'https://registry.example/openai/-/openai.tgz', undefined],
  // Somebody's own address says nothing of names.
  ['openai', '1.0.0', 'https://x.example/evil-1.0.0.tgz', undefined],
])('%s %s from %s', (name, version, address, other) => {
  expect(otherArchive(name, version, address)).toBe(other);
});

test.each<[address: string, source: string, location: string]>([
  ['https://mirror.example/openai/download/openai-1.0.0.tgz', 'registry', 'https://mirror.example/openai/download/openai-1.0.0.tgz'],
  ['https://x.example/openai-1.0.0.tgz', 'url', 'https://x.example/openai-1.0.0.tgz'],
  [`https://codeload.github.com/o/r/tar.gz/${COMMIT}`, 'git', `https://github.com/o/r@${COMMIT}`],
  ['https://codeload.github.com/o/r/tar.gz/v1', 'git', 'https://github.com/o/r'],
  [`https://gitlab.com/o/r/-/archive/${COMMIT}/r-${COMMIT}.tar.gz`, 'git', `https://gitlab.com/o/r@${COMMIT}`],
  [`https://gitlab.com/api/v4/projects/o%2Fr/repository/archive.tar.gz?ref=${COMMIT}`, 'git', `https://gitlab.com/o/r@${COMMIT}`],
  [`https://bitbucket.org/o/r/get/${COMMIT}.tar.gz`, 'git', `https://bitbucket.org/o/r@${COMMIT}`],
  [`https://git.example/o/r/-/archive/${COMMIT}/r.tar.gz`, 'url', `https://git.example/o/r/-/archive/${COMMIT}/r.tar.gz`],
  [`ssh://git@git.example/o/r.git#${COMMIT}`, 'git', `ssh://git.example/o/r.git@${COMMIT}`],
])('%s is %s', (address, source, location) => {
  expect(npm.sourceOf('openai', address)).toEqual({ source, location });
});
