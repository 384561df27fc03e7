import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="c38bf3ed3722ad9f";export{e as a,n as b};
