import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="b3a7d236e86ebf20";export{e as a,n as b};
