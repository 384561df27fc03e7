import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="8c6088776e7794a4";export{e as a,n as b};
