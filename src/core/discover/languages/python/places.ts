/** Spot the readers of a file stand while they go over it. */
import type { Node } from './syntax/index.ts';
import type { ItemWrite } from '../../../model/index.ts';
import type { Around } from './form/place.ts';
import type { ScopeDraft } from './scope.ts';

export interface Placed {
  readonly node: Node;
  readonly scope: ScopeDraft;
}

export interface PlacedCall extends Placed {
  /** What is called; read once, since it is asked for every call. */
  readonly callee: Node | null;
  /** Its text without space; "" for one that is too long to be a name. */
  readonly written: string;
}

export interface BindPlace {
  readonly scope: ScopeDraft;
  readonly around: Around;
  readonly changes: InPlaceChange[];
  /** Spot the right side is read; the scope, unless said otherwise. */
  readonly from?: ScopeDraft;
}

/** `held`: what a name, or (`ofClass`) a member of the class around, stands for is changed in place. `module`, `class`: a name of it gets another value; null: any of them. */
export type InPlaceChange =
  | { readonly kind: 'held'; readonly write: ItemWrite; readonly scope: ScopeDraft; readonly ofClass: boolean }
  | { readonly kind: 'module'; readonly name: Node | string | null; readonly scope: ScopeDraft; readonly node: Node }
  | { readonly kind: 'class'; readonly name: Node | string | null; readonly scope: ScopeDraft; readonly node: Node };
