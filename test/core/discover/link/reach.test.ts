import { listingOf } from '../../../support/build.ts';
import { describe, expect, it } from 'vitest';
import { pythonModules } from '../../../../src/core/discover/languages/python/modules.ts';
import { linked } from '../linking.ts';
import { loose } from '../../../support/build.ts';

const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';

async function scopes(tree: Readonly<Record<string, string>>): Promise<string[]> {
  return (await linked(tree)).sightings.map(({ place, scope }) => `${place.path} ${scope}`);
}

describe('what product code reaches by import is product (T5)', () => {
  it.each([
    ['a module', { 'app.py': 'import tests.helper\n', 'tests/helper.py': LOAD }, ['tests/helper.py product']],
    ['a submodule', { 'app.py': 'from tests import helper\n', 'tests/helper.py': LOAD }, ['tests/helper.py product']],
    ['over another test', { 'app.py': 'import tests.a\n', 'tests/a.py': 'from . import b\n', 'tests/b.py': LOAD }, ['tests/b.py product']],
    [
      'the package, whose __init__ runs',
      { 'app.py': 'import tests.sub.x\n', 'tests/sub/x.py': '', 'tests/sub/__init__.py': LOAD },
      ['tests/sub/__init__.py product'],
    ],
    ['not one that nobody imports', { 'app.py': 'import json\n', 'tests/helper.py': LOAD }, ['tests/helper.py test']],
    ['not one that only tests import', { 'app.py': '', 'tests/a.py': 'import tests.b\n', 'tests/b.py': LOAD }, ['tests/b.py test']],
    ['in a circle, which ends', { 'app.py': 'import tests.a\n', 'tests/a.py': `import app, tests.a\n${LOAD}` }, ['tests/a.py product']],
  ])('%s', async (_name, tree, expected) => {
    expect(await scopes(tree)).toEqual(expected);
  });
});

describe('an endpoint reaches the loads of its process (T9)', () => {
  const SET = 'import os\nos.environ["HF_ENDPOINT"] = "https://mirror.example"\n';
  it.each([
    ['by import', { 'app.py': 'import boot, load\n', 'boot.py': SET, 'load.py': LOAD }, 'https://mirror.example'],
    [
      'in one package',
      { 'pkg/__init__.py': '', 'pkg/boot.py': SET, 'pkg/sub/__init__.py': '', 'pkg/sub/load.py': LOAD },
      'https://mirror.example',
    ],
    ['not another program', { 'a/boot.py': SET, 'b/load.py': LOAD }, null],
    ['not another package', { 'a/__init__.py': '', 'a/boot.py': SET, 'b/__init__.py': '', 'b/load.py': LOAD }, null],
  ])('%s', async (_name, tree, expected) => {
    expect((await linked(tree)).sightings.map(loose).map(({ endpoint }) => endpoint)).toEqual([expected]);
  });
});

describe('which file an import names', () => {
  const modules = pythonModules.index(
    listingOf([
      'config.py',
      'app/__init__.py',
      'app/config.py',
      'app/deep/er/m.py',
      'src/lib/__init__.py',
      'src/lib/x.py',
      'packages/one/src/one/__init__.py',
      'packages/one/src/one/x.py',
      'packages/two/src/two/__init__.py',
      'old/twice/__init__.py',
      'new/twice/__init__.py',
    ]),
  );
  it.each([
    ['app/main.py', 0, 'config', 'app/config.py'],
    ['main.py', 0, 'config', 'config.py'],
    ['main.py', 0, 'app', 'app/__init__.py'],
    ['app/deep/er/m.py', 3, 'config', 'app/config.py'],
    ['app/deep/er/m.py', 9, 'config', null],
    ['app/deep/er/m.py', 0, 'config', 'app/config.py'],
    ['main.py', 0, 'lib.x', 'src/lib/x.py'],
    ['packages/two/src/two/__init__.py', 0, 'one.x', 'packages/one/src/one/x.py'],
    ['main.py', 0, 'twice', null],
    ['main.py', 0, 'numpy', null],
    ['main.py', 0, '', null],
    ['main.py', 0, '...', null],
  ])('%s, level %d, "%s"', (importer, level, module, expected) => {
    expect(modules.find(importer, level, module)).toBe(expected);
  });
  it('knows the packages that run before a module', () => {
    expect(modules.around('app/config.py')).toEqual(['app/__init__.py']);
    expect(modules.around('app/deep/er/m.py')).toEqual([]);
    expect(modules.around('config.py')).toEqual([]);
  });
  it('walks no further up than people nest', () => {
    const deep = `${'d/'.repeat(2000)}m.py`;
    expect(pythonModules.index(listingOf(['config.py', deep])).find(deep, 0, 'config')).toBe(null);
  });
});
