/** setup.py: what it requires by another name, and what nobody can tell (T33). */
import { describe, expect, it } from 'vitest';
import { linked, told } from '../linking.ts';

const HEAD = 'from setuptools import setup\n';

async function read(code: string): Promise<{ readonly packages: readonly string[]; readonly unread: boolean }> {
  const tree = { 'setup.py': HEAD + code };
  const { problems } = await linked(tree);
  const packages = (await told(tree)).map((one) => one.split(' ')[0] ?? '');
  return { packages, unread: problems.some(({ code: kind }) => kind === 'unsupported') };
}

describe('what setup.py requires', () => {
  it.each<[string, string[]]>([
    ['NEEDED = ["torch==2.4.0"]\nsetup(install_requires=NEEDED)\n', ['pypi:torch@2.4.0']],
    ['needed = []\nneeded.append("torch==2.4.0")\nsetup(install_requires=needed)\n', ['pypi:torch@2.4.0']],
    ['setup(install_requires="""\ntorch==2.4.0\nrequests\n""")\n', ['pypi:torch@2.4.0']],
  ])('is read: %j', async (code, packages) => {
    expect(await read(code)).toEqual({ packages, unread: false });
  });

  it.each([
    'setup(install_requires=json.load(open("d.json"))["needed"])\n',
    'def needed():\n    return ["torch" + "==2.4.0"]\nsetup(install_requires=needed())\n',
    'NAME = "torch"\nsetup(install_requires=[f"{NAME}==2.4.0"])\n',
    'setup(install_requires="".join(["torch", "==2.4.0"]))\n',
    'from house import needed\nsetup(install_requires=needed)\n',
    'setup(install_requires=["requests\n',
  ])('is told as unread: %j', async (code) => {
    expect(await read(code)).toEqual({ packages: [], unread: true });
  });

  it.each([
    'setup()\n',
    'setup(install_requires=open("requirements.txt").read().splitlines())\n',
    'setup(install_requires=["requests"])\n',
    '# install_requires=needed()\nsetup()\n',
  ])('is nothing to tell: %j', async (code) => {
    expect(await read(code)).toEqual({ packages: [], unread: false });
  });
});
