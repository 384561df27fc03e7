/**
 * Packages and bases of images that Python code describes: `Image.debian_slim().pip_install("torch==2.6.0")` (Modal, Union),
 * `Image(python_packages=["torch"], base_image="…")` (Beam).
 */
import type { Answers, WordQuestion } from '../../../../base/word-search.ts';
import type { Node } from '../syntax/index.ts';
import type { At, Fact } from '../../../../model/index.ts';
import { imageFact, imageText } from '../../../runs/image-fact.ts';
import { installsOf } from '../../../runs/installs.ts';
import { expressionOf } from '../form/expressions.ts';
import type { PythonModule } from '../module.ts';
import type { ScopeDraft } from '../scope.ts';

/** Methods of an image, and the command that each stands for. */
const METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['pip_install', ['pip', 'install']],
  ['uv_pip_install', ['pip', 'install']],
  ['add_python_packages', ['pip', 'install']],
  ['with_pip_packages', ['pip', 'install']],
  ['micromamba_install', ['micromamba', 'install']],
  ['conda_install', ['conda', 'install']],
]);
const OPTIONS = /^(?:python_packages|pip_packages|packages)$/;
/** The image that it is built on. */
const BASES = /^(?:from_registry|from_aws_ecr|from_gcp_artifact_registry)$/;
const BASE_OPTIONS = /^(?:base_image|container_image)$/;
/** Words of all of them: no is certain. */
export const DESCRIBES_IMAGE: WordQuestion = [
  ...METHODS.keys(),
  ...'python_packages pip_packages from_registry from_aws_ecr from_gcp_artifact_registry base_image container_image'.split(' '),
].map((word) => ({ word }));
const MAX_CALLS = 5_000;
const MAX_TEXTS = 400;

export function packagesOfImages(module: PythonModule, words: Answers): Fact[] {
  if (!words.has(DESCRIBES_IMAGE)) return [];
  return module.calls.slice(0, MAX_CALLS).flatMap(({ node, scope, written, callee }): Fact[] => {
    const list = node.childForFieldName('arguments');
    if (list?.type !== 'argument_list') return [];
    const name = nameOf(written, callee);
    const command = METHODS.get(name);
    const given = list.namedChildren.flatMap((child) => (child === null ? [] : [child]));
    const plain = given.filter(({ type }) => type !== 'keyword_argument');
    const named = given.filter(({ type }) => type === 'keyword_argument');
    const optionsOf = (pattern: RegExp): Node[] =>
      named.flatMap((one) => (pattern.test(one.childForFieldName('name')?.text ?? '') ? (one.childForFieldName('value') ?? []) : []));
    const installed = command === undefined ? [] : installedBy(command, plain, scope);
    const listed =
      /(?:^|\.)Image$/.test(written) || command !== undefined ? installedBy(['pip', 'install'], optionsOf(OPTIONS), scope) : [];
    const bases = [...(BASES.test(name) ? plain.slice(0, 1) : []), ...optionsOf(BASE_OPTIONS)];
    return [...installed, ...listed, ...bases.flatMap((base) => baseOf(base, scope))];
  });

  function installedBy(command: readonly string[], nodes: readonly Node[], scope: ScopeDraft): Fact[] {
    const texts = nodes.flatMap((one) => textsIn(one, scope)).slice(0, MAX_TEXTS);
    return installsOf([...command, ...texts.map((one) => one.text)], {
      at: (index) => texts[index - command.length]?.at ?? { line: 1, column: 1 },
      written: () => '',
      variable: () => null,
    });
  }

  function baseOf(node: Node, scope: ScopeDraft): Fact[] {
    return textsIn(node, scope).flatMap((one) => imageFact(imageText(one.text), 'image', one.at) ?? []);
  }

  function textsIn(node: Node, scope: ScopeDraft): { readonly text: string; readonly at: At }[] {
    if (node.type === 'list' || node.type === 'tuple')
      return node.namedChildren.flatMap((child) => (child?.type === 'string' ? textsIn(child, scope) : []));
    const value = expressionOf(node, scope, module.around);
    const at = { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
    if (value.kind === 'literal') return [{ text: value.text, at }];
    if (value.kind !== 'list') return [];
    return value.items.flatMap((item) => (item.value.kind === 'literal' ? [{ text: item.value.text, at }] : []));
  }
}

/** Of a long chain its text is not kept: the last attribute is its name. */
function nameOf(written: string, callee: Node | null): string {
  const name = written.slice(written.lastIndexOf('.') + 1);
  return name !== '' ? name : (callee?.childForFieldName('attribute')?.text ?? '');
}
