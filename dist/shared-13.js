import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="2b68983410cdb5cb";export{e as a,n as b};
