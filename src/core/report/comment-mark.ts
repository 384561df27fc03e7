/** Hidden first line of our comment, of the Action's and the App's alike. Anybody can write it: it counts only together with the author. */
export const COMMENT_MARK = '<!-- weighbridge -->';
