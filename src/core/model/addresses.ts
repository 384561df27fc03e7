/** What a load from an address says besides. */
export interface OfAddress {
  /**
   * Of hub "url": which texts it means. `all`: every address, and a computed one is an unknown. `known`: every address. `beside`: those whose
   * file may hold weights, since words beside it say model; `named`: those whose file says so itself. Of the last three a computed one counts
   * only where it begins like an address, and its file names weights.
   */
  readonly addresses?: 'all' | 'known' | 'beside' | 'named';
  /** What the tree states of the bytes that lie there: "sha256:<hex>". */
  readonly digest?: string;
}
