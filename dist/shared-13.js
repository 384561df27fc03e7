import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="bb6c3e952df5d30a";export{e as a,n as b};
