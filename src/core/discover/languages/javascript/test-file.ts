/** Files that check others, by what stands in them: a framework of tests that is imported, or its words as statements of the file. */
import { bare } from './environment.ts';
import type { ModuleImport } from './scope.ts';
import type { Program, ScriptNode } from './syntax/index.ts';

const FRAMEWORK =
  /^(?:vitest|bun:test|node:test|mocha|chai|ava|tap|jest|uvu|cypress|supertest|@jest\/globals|@playwright\/test|@std\/testing|@testing-library\/.{1,40})$/;
const WORD = /^(?:describe|suite|it|test|context)$/;
/** `describe.skip(…)`, `test.each(…)(…)` */
const MAX_STEPS = 4;
const MAX_STATEMENTS = 400;

export function isTestFile({ body }: Program, imports: readonly ModuleImport[]): boolean {
  if (imports.some(({ module, level }) => level === 0 && FRAMEWORK.test(module))) return true;
  return body.slice(0, MAX_STATEMENTS).some((one) => one.type === 'do' && isCheck(bare(one.value)));
}

/** `it("does so", () => {…})` */
function isCheck(node: ScriptNode): boolean {
  if (node.type !== 'call' || node.given.length < 2) return false;
  const [first, second] = node.given.map(({ value }) => bare(value).type);
  let callee: ScriptNode = bare(node.callee);
  for (let steps = 0; steps < MAX_STEPS && (callee.type === 'member' || callee.type === 'call'); steps++)
    callee = bare(callee.type === 'member' ? callee.of : callee.callee);
  return (first === 'text' || first === 'template') && second === 'function' && callee.type === 'name' && WORD.test(callee.name);
}
