/** Whether a model is free and open-source (AI Act, Article 53(2)), all that it was made from counted: an ancestor's terms stay (T11). */
import type { BomComponent, OpenSourceAnswer } from '../../model/index.ts';
import { formatExpression, joinedExpressions, parseConcluded } from '../expression.ts';
import { isOpenSource, type OpenSourceQuestion, publishesParameters } from '../open-source.ts';
import type { LineageGraph } from './graph.ts';
import { graphOf } from './of-component.ts';
import { reachOfOutputs } from './outputs.ts';
import { DISTILLED, HINTED, type Reached, reachedFrom, TRAINED } from './walk.ts';

/** For a model of a Bom. */
export function openSourceOf(model: BomComponent): OpenSourceAnswer {
  const { hub } = model;
  return isOpenLineage(graphOf(model), { gated: hub?.gated ?? null, parametersPublic: publishesParameters(hub) });
}

/** Free of any product. What is missing or only hinted at never makes it "yes". */
export function isOpenLineage(graph: LineageGraph, published: Pick<OpenSourceQuestion, 'gated' | 'parametersPublic'>): OpenSourceAnswer {
  const whole = reachedFrom(graph).filter(comesAlong);
  const certain = whole.filter(({ way }) => (way & HINTED) === 0);
  const expressions = certain.flatMap(({ node }) => (node?.expression == null ? [] : (parseConcluded(node.expression) ?? [])));
  const isDoubtful = graph.cut || certain.length < whole.length || certain.some(isUnheard);
  return isOpenSource({
    expression: expressions.length === 0 ? null : formatExpression(joinedExpressions('all', expressions)),
    unknown: isDoubtful ? 'the terms of what it was made from are not known' : null,
    ...published,
  });
}

/** What a model is trained on gives it no license; of a teacher the license comes along where its text speaks of outputs. */
function comesAlong({ way, node }: Reached): boolean {
  if (way & TRAINED) return false;
  if ((way & DISTILLED) === 0) return true;
  if (node?.kind === 'dataset') return false;
  const expression = node?.expression == null ? null : parseConcluded(node.expression);
  return expression === null || reachOfOutputs(expression) !== 'silent';
}

function isUnheard({ node }: Reached): boolean {
  return node === null || node.missing !== null || node.unknown !== null || node.expression === null;
}
