import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="900570d8d0822af1";export{e as a,n as b};
