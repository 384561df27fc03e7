/** Nodes of Python's syntax, by the names of tree-sitter's grammar of Python: its own nodes have this shape, too. */

export interface Point {
  /** From 0; the column in UTF-16 units. */
  readonly row: number;
  readonly column: number;
}

export interface Node {
  /** Equal ids mean the same node of one text. */
  readonly id: number;
  readonly type: string;
  readonly text: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly startPosition: Point;
  readonly endPosition: Point;
  readonly parent: Node | null;
  readonly namedChildCount: number;
  readonly namedChildren: readonly (Node | null)[];
  readonly previousNamedSibling: Node | null;
  namedChild(index: number): Node | null;
  childForFieldName(name: string): Node | null;
  childrenForFieldName(name: string): readonly (Node | null)[];
  /** The smallest one around a place of the text. */
  descendantForIndex(index: number): Node | null;
}

/** The text that nodes stand in, with the starts of its lines. */
export class SyntaxText {
  readonly text: string;
  nodes = 0;
  #lines: number[] | null = null;

  constructor(text: string) {
    this.text = text;
  }

  point(index: number): Point {
    const lines = (this.#lines ??= lineStarts(this.text));
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { row: low, column: index - (lines[low] ?? 0) };
  }
}

function lineStarts(text: string): number[] {
  const lines = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.push(end + 1);
  return lines;
}

/** A node that the structural parser made. Comments are no nodes. */
export class SyntaxNode implements Node {
  readonly id: number;
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly namedChildren: readonly SyntaxNode[];
  /** What each child is to this node, "" for nothing in particular; null: nothing in particular for all of them. */
  readonly fields: readonly string[] | null;
  readonly source: SyntaxText;
  /** Of `a + b` and the like; no child. */
  readonly operator: SyntaxNode | null;
  parent: SyntaxNode | null = null;

  constructor(
    source: SyntaxText,
    type: string,
    startIndex: number,
    endIndex: number,
    children: readonly SyntaxNode[] = NONE,
    fields: readonly string[] | null = null,
    operator: SyntaxNode | null = null,
  ) {
    this.id = source.nodes++;
    this.source = source;
    this.type = type;
    this.startIndex = startIndex;
    this.endIndex = endIndex;
    this.namedChildren = children;
    this.fields = fields;
    this.operator = operator;
    for (const child of children) child.parent = this;
    if (operator !== null) operator.parent = this;
  }

  get text(): string {
    return this.source.text.slice(this.startIndex, this.endIndex);
  }

  get startPosition(): Point {
    return this.source.point(this.startIndex);
  }

  get endPosition(): Point {
    return this.source.point(this.endIndex);
  }

  get namedChildCount(): number {
    return this.namedChildren.length;
  }

  get previousNamedSibling(): SyntaxNode | null {
    const siblings = this.parent?.namedChildren ?? NONE;
    return siblings[siblings.indexOf(this) - 1] ?? null;
  }

  namedChild(index: number): SyntaxNode | null {
    return this.namedChildren[index] ?? null;
  }

  childForFieldName(name: string): SyntaxNode | null {
    const index = this.fields?.indexOf(name) ?? -1;
    if (index >= 0) return this.namedChildren[index] ?? null;
    return name === 'operator' ? this.operator : null;
  }

  childrenForFieldName(name: string): readonly SyntaxNode[] {
    return this.namedChildren.filter((_, index) => this.fields?.[index] === name);
  }

  descendantForIndex(index: number): SyntaxNode {
    let found: SyntaxNode | null = null;
    for (let inner = childAround(this.namedChildren, index); inner !== undefined; inner = childAround(inner.namedChildren, index))
      found = inner;
    return found ?? this;
  }
}

/** Children stand in the order of the text. */
function childAround(children: readonly SyntaxNode[], index: number): SyntaxNode | undefined {
  let [low, high] = [0, children.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (child === undefined) return undefined;
    if (index < child.startIndex) high = middle - 1;
    else if (index >= child.endIndex) low = middle + 1;
    else return child;
  }
  return undefined;
}

const NONE: readonly SyntaxNode[] = [];
